package io.github.llmmetrics.dialect;

import java.util.List;

/**
 * Metrics of another server that we have no data for.
 *
 * @param names as the other server exposes them
 * @param reason why not
 */
public record DialectGap(List<String> names, String reason) {

  /**
   * Copies the list.
   *
   * @param names as the other server exposes them
   * @param reason why not
   */
  public DialectGap {
    names = List.copyOf(names);
  }
}
