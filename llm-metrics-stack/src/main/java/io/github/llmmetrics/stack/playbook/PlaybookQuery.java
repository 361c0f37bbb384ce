package io.github.llmmetrics.stack.playbook;

import io.github.llmmetrics.stack.promql.Vector;
import java.util.Objects;

/**
 * A query that playbooks ask. It answers for all models, instances and devices at once, so that it can be pasted as it is, and
 * it has an answer on a healthy system, too.
 *
 * @param name what the texts call it, such as {@code queue-depth}
 * @param vector the query
 */
public record PlaybookQuery(String name, Vector vector) {

  /**
   * Checks that nothing is missing.
   *
   * @param name what the texts call it
   * @param vector the query
   */
  public PlaybookQuery {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(vector, "vector");
  }

  /** One that may have very many series: its answer is cut to those that a person reads, the greatest. */
  static PlaybookQuery greatest(String name, Vector vector) {
    return new PlaybookQuery(name, vector.top(20));
  }
}
