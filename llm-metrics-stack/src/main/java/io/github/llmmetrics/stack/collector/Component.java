package io.github.llmmetrics.stack.collector;

import io.github.llmmetrics.stack.alert.Settings;
import java.util.Map;

/**
 * A part of a Collector.
 *
 * @param role what it does
 * @param name its type, or its type and a name of its own after a slash
 * @param settings as its type has them
 */
public record Component(Role role, String name, Map<String, Object> settings) {

  /**
   * Checks the name.
   *
   * @param role what it does
   * @param name {@code type} or {@code type/name}
   * @param settings as its type has them
   */
  public Component {
    Settings.require(
        name.matches("[a-z][a-z0-9_]*(/[A-Za-z0-9_-]+)?"),
        "component",
        name,
        "a type, or a type and a name after a slash");
  }
}
