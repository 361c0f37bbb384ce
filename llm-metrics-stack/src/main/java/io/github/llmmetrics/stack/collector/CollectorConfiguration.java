package io.github.llmmetrics.stack.collector;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.format.Tree;
import io.github.llmmetrics.stack.format.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A whole configuration of an OpenTelemetry Collector. What is declared is what the pipelines use, so that neither can lack the
 * other.
 *
 * @param extensions what runs beside the pipelines
 * @param pipelines one or more, of different signals
 * @param ownMetricsPort where the Collector's own metrics are, on localhost
 */
public record CollectorConfiguration(
    List<Component> extensions, List<Pipeline> pipelines, int ownMetricsPort) {

  /**
   * Checks that each name means one component.
   *
   * @param extensions of the role extension
   * @param pipelines one or more, of different signals
   * @param ownMetricsPort 1 to 65535
   */
  public CollectorConfiguration {
    extensions = List.copyOf(extensions);
    pipelines = List.copyOf(pipelines);
    List<String> signals = pipelines.stream().map(Pipeline::signal).toList();
    Settings.require(
        !signals.isEmpty() && signals.stream().distinct().count() == signals.size(),
        "pipelines",
        signals,
        "one or more, of different signals");
    Settings.require(
        extensions.stream().allMatch(extension -> extension.role() == Role.EXTENSION),
        "extensions",
        extensions.stream().map(Component::name).toList(),
        "extensions only");
    Settings.require(
        ownMetricsPort >= 1 && ownMetricsPort <= 65_535,
        "own_metrics_port",
        ownMetricsPort,
        "1 to 65535");
    for (Role role : Role.values()) {
      declared(role, extensions, pipelines);
    }
  }

  /**
   * The configuration as the Collector reads it.
   *
   * @return keys and values, in their order
   */
  public Map<String, Object> tree() {
    Tree tree = Tree.EMPTY;
    for (Role role : Role.values()) {
      tree = tree.withAny(role.section(), declared(role, extensions, pipelines));
    }
    Map<String, Object> ways = new LinkedHashMap<>();
    pipelines.forEach(pipeline -> ways.put(pipeline.signal(), pipeline.tree()));
    return tree.with(
        "service",
        Tree.EMPTY
            .withAny(
                Role.EXTENSION.section(),
                extensions.stream().map(Component::name).toList())
            .with("pipelines", ways)
            .with("telemetry", Tree.of("metrics", Tree.of("readers", List.of(ownMetrics())))));
  }

  /**
   * The configuration file.
   *
   * @return its text
   */
  public String text() {
    return Yaml.text(tree());
  }

  private Tree ownMetrics() {
    return Tree.of(
        "pull",
        Tree.of(
            "exporter",
            Tree.of("prometheus", Tree.of("host", "localhost").with("port", ownMetricsPort))));
  }

  private static Map<String, Object> declared(
      Role role, List<Component> extensions, List<Pipeline> pipelines) {
    Map<String, Object> declared = new LinkedHashMap<>();
    Stream.concat(
            extensions.stream(),
            pipelines.stream().flatMap(pipeline -> pipeline.components().stream()))
        .filter(component -> component.role() == role)
        .forEach(component -> {
          Object other = declared.putIfAbsent(component.name(), component.settings());
          Settings.require(
              other == null || other.equals(component.settings()),
              role.section(),
              component.name(),
              "the same wherever it is used");
        });
    return declared;
  }
}
