package io.github.llmmetrics.stack.engine;

import java.util.List;
import java.util.stream.Stream;

/**
 * Each series together with its fellow that has the same labels. Where an engine lacks one of both there is nothing.
 *
 * @param left the first
 * @param operator {@code +}, {@code -} or {@code *}; of a chain, the same for all
 * @param right the second
 */
record Arithmetic(Source left, String operator, Source right) implements Source {

  @Override
  public String text(String suffix) {
    return left.text(suffix) + " " + operator + " " + right.text(suffix);
  }

  @Override
  public boolean isOperand() {
    return false;
  }

  @Override
  public List<ForeignSeries> series() {
    return Stream.concat(left.series().stream(), right.series().stream()).toList();
  }
}
