package io.github.llmmetrics.stack.engine;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The prefixes that an engine's names have had, as a colon becomes an underscore on the way through some collectors.
 *
 * @param prefixes the present one first
 */
record Spelling(List<String> prefixes) {

  Spelling(String... prefixes) {
    this(List.of(prefixes));
  }

  /** A series under each of its names. */
  List<ForeignSeries> of(String name) {
    return of(name, UnaryOperator.identity());
  }

  /** Some of a series under each of its names. */
  List<ForeignSeries> of(String name, UnaryOperator<ForeignSeries> conditions) {
    return prefixes.stream()
        .map(prefix -> conditions.apply(ForeignSeries.named(prefix + name)))
        .toList();
  }

  /** The sums of two series, each under the same prefix. */
  List<Source> sum(String left, String right, UnaryOperator<ForeignSeries> conditions) {
    return prefixes.stream()
        .map(prefix -> conditions
            .apply(ForeignSeries.named(prefix + left))
            .plus(conditions.apply(ForeignSeries.named(prefix + right))))
        .toList();
  }

  /** The products of two series, each under the same prefix. */
  List<Source> product(String left, String right) {
    return prefixes.stream()
        .map(
            prefix -> ForeignSeries.named(prefix + left).times(ForeignSeries.named(prefix + right)))
        .toList();
  }
}
