package io.github.llmmetrics.stack.engine;

import io.github.llmmetrics.stack.promql.Matcher;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Series of an engine, by the name that the engine gives them.
 *
 * @param name without the suffix of a histogram's parts
 * @param conditions on their labels
 */
record ForeignSeries(String name, List<Matcher> conditions) implements Source {

  ForeignSeries {
    conditions = List.copyOf(conditions);
  }

  static ForeignSeries named(String name) {
    return new ForeignSeries(name, List.of());
  }

  /** Those with one of these values of a label, which are a regular expression; an empty one is a label that is not there. */
  ForeignSeries where(String label, String values) {
    return with(new Matcher(label, "=~", values));
  }

  /** Those with none of these values of a label, which are a regular expression. */
  ForeignSeries whereNot(String label, String values) {
    return with(new Matcher(label, "!~", values));
  }

  private ForeignSeries with(Matcher condition) {
    return new ForeignSeries(
        name, Stream.concat(conditions.stream(), Stream.of(condition)).toList());
  }

  Source plus(Source other) {
    return new Arithmetic(this, "+", other);
  }

  Source minus(Source other) {
    return new Arithmetic(this, "-", other);
  }

  Source times(Source other) {
    return new Arithmetic(this, "*", other);
  }

  @Override
  public String text(String suffix) {
    return name + suffix + braced();
  }

  private String braced() {
    return conditions.isEmpty()
        ? ""
        : conditions.stream().map(Matcher::toString).collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public List<ForeignSeries> series() {
    return List.of(this);
  }
}
