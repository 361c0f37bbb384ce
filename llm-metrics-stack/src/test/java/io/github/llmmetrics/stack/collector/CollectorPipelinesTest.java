package io.github.llmmetrics.stack.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.stack.format.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** There is no Collector to ask: its components and their keys are those that collector-contrib 0.159.0 documents. */
class CollectorPipelinesTest {

  private static final Map<String, Set<String>> KNOWN = Map.of(
      "receivers/otlp", Set.of("protocols"),
      "receivers/prometheus", Set.of("config"),
      "processors/memory_limiter", Set.of("check_interval", "limit_mib", "spike_limit_mib"),
      "processors/attributes", Set.of("actions", "include", "exclude"),
      "processors/batch", Set.of("timeout", "send_batch_size", "send_batch_max_size"),
      "exporters/otlp_grpc", Set.of("endpoint", "tls", "headers", "sending_queue"),
      "exporters/prometheus", Set.of("endpoint", "namespace", "const_labels", "metric_expiration"),
      "exporters/debug", Set.of("verbosity"),
      "extensions/health_check", Set.of("endpoint", "path"));

  private static final CollectorSettings DEFAULT = CollectorSettings.DEFAULT;

  static Stream<CollectorSettings> switches() {
    return Stream.of(DEFAULT, DEFAULT.with(false, true), DEFAULT.with(true, false));
  }

  @ParameterizedTest
  @MethodSource("switches")
  void components_areKnown_declaredAndUsed(CollectorSettings settings) {
    Map<String, Map<String, Object>> file = read(settings);

    Set<String> declared = new TreeSet<>();
    for (Role role : Role.values()) {
      file.getOrDefault(role.section(), Map.of()).forEach((name, keys) -> {
        String component = role.section() + "/" + name;
        declared.add(component);
        assertThat(KNOWN).containsKey(component);
        assertThat(KNOWN.get(component)).containsAll(map(keys).keySet());
      });
    }
    assertThat(declared).isEqualTo(used(file.getOrDefault("service", Map.of())));
    assertThat(file.keySet())
        .isSubsetOf("receivers", "processors", "exporters", "extensions", "service");
  }

  @Test
  void pipelines_limitMemoryFirstAndBatchLast() {
    assertThat(map(
            read(DEFAULT).getOrDefault("service", Map.of()).getOrDefault("pipelines", Map.of())))
        .isEqualTo(Map.of(
            "traces",
            Map.of(
                "receivers", List.of("otlp"),
                "processors", List.of("memory_limiter", "attributes", "batch"),
                "exporters", List.of("otlp_grpc", "debug")),
            "metrics",
            Map.of(
                "receivers", List.of("otlp", "prometheus"),
                "processors", List.of("memory_limiter", "attributes", "batch"),
                "exporters", List.of("prometheus", "debug"))));
  }

  @Test
  void switchedOff_leavesNothingBehind() {
    assertThat(CollectorPipelines.of(DEFAULT.with(false, true)).text())
        .doesNotContain("traces", "jaeger", "otlp_grpc");
    assertThat(CollectorPipelines.of(DEFAULT.with(true, false)).text())
        .doesNotContain("8889", "scrape_configs");
  }

  @Test
  void badSettings_areRefused() {
    assertThatThrownBy(() -> DEFAULT.with(false, false))
        .hasMessage("tracing, metrics: off must be on, one of them at least");
    assertThatThrownBy(() -> new CollectorSettings("${env:X}", true, true, "a:1", "localhost"))
        .hasMessageStartingWith("environment: ");
    assertThatThrownBy(() -> new CollectorSettings("test", true, true, "jaeger", "localhost"))
        .hasMessage("trace_store: jaeger must be host:port");
    assertThatThrownBy(() -> new CollectorSettings("test", true, true, "a:1", "localhost:1"))
        .hasMessageStartingWith("listen: localhost:1 ");
  }

  @Test
  void badConfigurations_areRefused() {
    Component in = new Component(Role.RECEIVER, "otlp", Map.of());
    Component out = new Component(Role.EXPORTER, "debug", Map.of());
    Component other = new Component(Role.EXPORTER, "debug", Tree.of("verbosity", "detailed"));
    Pipeline traces = new Pipeline("traces", List.of(in, out));

    assertThatThrownBy(() -> new Component(Role.EXPORTER, "De bug", Map.of()))
        .hasMessageStartingWith("component: De bug ");
    assertThatThrownBy(() -> new Pipeline("spans", List.of(in, out)))
        .hasMessageStartingWith("signal: spans ");
    assertThatThrownBy(() -> new Pipeline("traces", List.of(in)))
        .hasMessageStartingWith("pipeline traces: ");
    assertThatThrownBy(() -> new CollectorConfiguration(List.of(), List.of(traces, traces), 8888))
        .hasMessageStartingWith("pipelines: ");
    assertThatThrownBy(() -> new CollectorConfiguration(List.of(in), List.of(traces), 8888))
        .hasMessageStartingWith("extensions: ");
    assertThatThrownBy(() -> new CollectorConfiguration(List.of(), List.of(traces), 0))
        .hasMessageStartingWith("own_metrics_port: 0 ");
    assertThatThrownBy(() -> new CollectorConfiguration(
            List.of(), List.of(traces, new Pipeline("logs", List.of(in, other))), 8888))
        .hasMessage("exporters: debug must be the same wherever it is used");
  }

  private static Set<String> used(Map<String, Object> service) {
    Set<String> used = new TreeSet<>();
    list(service.getOrDefault("extensions", List.of()))
        .forEach(name -> used.add("extensions/" + name));
    map(service.getOrDefault("pipelines", Map.of()))
        .values()
        .forEach(pipeline -> map(pipeline)
            .forEach(
                (section, names) -> list(names).forEach(name -> used.add(section + "/" + name))));
    return used;
  }

  private static Map<String, Map<String, Object>> read(CollectorSettings settings) {
    return map(new Yaml().load(CollectorPipelines.of(settings).text())).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> map(entry.getValue())));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }
}
