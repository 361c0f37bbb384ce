package io.github.llmmetrics.stack.promql.parse;

import io.github.llmmetrics.stack.promql.Matcher;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** A part of a PromQL expression. {@code offset} and {@code @} are read and not kept: they change when, not what. */
public sealed interface Expression {

  /**
   * What it is made of.
   *
   * @return the parts, in their order
   */
  default List<Expression> parts() {
    return List.of();
  }

  /**
   * This, its parts, their parts and so on.
   *
   * @return all of them, this first
   */
  default Stream<Expression> all() {
    return Stream.concat(Stream.of(this), parts().stream().flatMap(Expression::all));
  }

  /**
   * A number.
   *
   * @param value of the number
   */
  record NumberLiteral(double value) implements Expression {}

  /**
   * A text.
   *
   * @param text within the quotes
   */
  record TextLiteral(String text) implements Expression {}

  /**
   * A variable of Grafana in place of an expression.
   *
   * @param text as it was written
   */
  record Template(String text) implements Expression {}

  /**
   * The selector of some series.
   *
   * @param name of the series; empty if the selector has none; may contain variables of Grafana
   * @param matchers the conditions on labels
   * @param conditionsAt where in the expression a further condition can be put
   * @param hasBraces whether the conditions have braces already
   */
  record SeriesSelector(String name, List<Matcher> matchers, int conditionsAt, boolean hasBraces)
      implements Expression {}

  /**
   * The values of a selector in a window, or those of an expression, step by step.
   *
   * @param of the selector or expression
   * @param window its length, as it was written
   */
  record Range(Expression of, String window) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(of);
    }
  }

  /**
   * A function's call.
   *
   * @param function its name
   * @param arguments what it is called with
   */
  record Call(String function, List<Expression> arguments) implements Expression {
    @Override
    public List<Expression> parts() {
      return arguments;
    }
  }

  /**
   * An aggregation over labels.
   *
   * @param operator in lower case, such as {@code sum}
   * @param grouping which labels are kept
   * @param parameters what comes before the expression, as the 3 of {@code topk(3, x)}
   * @param of what is aggregated
   */
  record Aggregation(String operator, Grouping grouping, List<Expression> parameters, Expression of)
      implements Expression {
    @Override
    public List<Expression> parts() {
      return Stream.concat(parameters.stream(), Stream.of(of)).toList();
    }
  }

  /**
   * Which labels an aggregation keeps.
   *
   * @param isWithout whether the labels are those that go
   * @param labels their names
   */
  record Grouping(boolean isWithout, List<String> labels) {

    /**
     * Whether a label is there afterwards.
     *
     * @param label its name
     * @return true if it is kept
     */
    public boolean keeps(String label) {
      return labels.contains(label) != isWithout;
    }
  }

  /**
   * Two expressions and an operator between them.
   *
   * @param operator in lower case
   * @param isBool whether a comparison gives 0 and 1 instead of leaving series out
   * @param matchingLabels the labels of {@code on}, {@code ignoring} and {@code group_left}
   * @param left the one before
   * @param right the one after
   */
  record Binary(
      String operator,
      boolean isBool,
      List<String> matchingLabels,
      Expression left,
      Expression right)
      implements Expression {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> SETS = Set.of("and", "or", "unless");

    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }

    /**
     * Whether it compares.
     *
     * @return true for {@code >} and its like
     */
    public boolean isComparison() {
      return COMPARISONS.contains(operator);
    }

    /**
     * Whether it only asks which series there are on both sides.
     *
     * @return true for {@code and}, {@code or} and {@code unless}
     */
    public boolean isSet() {
      return SETS.contains(operator);
    }
  }

  /**
   * An expression times minus one.
   *
   * @param of the expression
   */
  record Negation(Expression of) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(of);
    }
  }

  /**
   * Its value, if it is made of numbers only.
   *
   * @return empty if series or variables are in it
   */
  default OptionalDouble constant() {
    if (this instanceof NumberLiteral number) {
      return OptionalDouble.of(number.value());
    }
    if (this instanceof Negation negation && negation.of().constant().isPresent()) {
      return OptionalDouble.of(-negation.of().constant().getAsDouble());
    }
    return this instanceof Binary binary ? Arithmetic.constant(binary) : OptionalDouble.empty();
  }
}
