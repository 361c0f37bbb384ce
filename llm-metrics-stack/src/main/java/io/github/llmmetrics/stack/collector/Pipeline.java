package io.github.llmmetrics.stack.collector;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.format.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The way of one kind of data through a Collector.
 *
 * @param signal {@code traces}, {@code metrics} or {@code logs}
 * @param components receivers, processors in the order in which they work, exporters
 */
public record Pipeline(String signal, List<Component> components) {

  /**
   * Checks that data comes in and goes out.
   *
   * @param signal {@code traces}, {@code metrics} or {@code logs}
   * @param components with a receiver and an exporter
   */
  public Pipeline {
    components = List.copyOf(components);
    Settings.require(
        List.of("traces", "metrics", "logs").contains(signal),
        "signal",
        signal,
        "traces, metrics or logs");
    List<Role> roles = components.stream().map(Component::role).toList();
    Settings.require(
        roles.contains(Role.RECEIVER)
            && roles.contains(Role.EXPORTER)
            && !roles.contains(Role.EXTENSION),
        "pipeline " + signal,
        roles,
        "receivers, processors and exporters, one receiver and one exporter at least");
  }

  Map<String, Object> tree() {
    Tree tree = Tree.EMPTY;
    for (Role role : Arrays.asList(Role.RECEIVER, Role.PROCESSOR, Role.EXPORTER)) {
      tree = tree.withAny(
          role.section(),
          components.stream()
              .filter(component -> component.role() == role)
              .map(Component::name)
              .toList());
    }
    return tree;
  }
}
