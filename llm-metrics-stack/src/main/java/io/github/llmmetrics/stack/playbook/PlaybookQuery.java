package io.github.llmmetrics.stack.playbook;

import io.github.llmmetrics.stack.promql.Vector;
import java.util.Objects;

/**
 * A query that playbooks ask. It answers for all models, instances and devices at once, so that it can be pasted as it is.
 *
 * @param name what the texts call it, such as {@code queue-depth}
 * @param vector the query
 * @param measured what it looks at, which has an answer on a healthy system, too
 */
public record PlaybookQuery(String name, Vector vector, Vector measured) {

  /**
   * Checks that nothing is missing.
   *
   * @param name what the texts call it
   * @param vector the query
   * @param measured what it looks at
   */
  public PlaybookQuery {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(vector, "vector");
    Objects.requireNonNull(measured, "measured");
  }

  /** One whose answer is shown whole. */
  PlaybookQuery(String name, Vector vector) {
    this(name, vector, vector);
  }

  /** One that may have very many series: its answer is cut to those that a person reads, the greatest. */
  static PlaybookQuery greatest(String name, Vector vector) {
    return new PlaybookQuery(name, vector.top(20), vector);
  }

  /** One of faults, all of which are exposed as 0 before they happen: those that did happen, the most frequent. */
  static PlaybookQuery happened(String name, Vector vector) {
    return new PlaybookQuery(name, vector.above(0).top(20), vector);
  }
}
