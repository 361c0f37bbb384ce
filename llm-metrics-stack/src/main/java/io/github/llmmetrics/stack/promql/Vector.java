package io.github.llmmetrics.stack.promql;

import io.github.llmmetrics.catalogue.LabelDefinition;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An expression whose value is a set of series, each with a number: what PromQL calls an instant vector. It knows the labels
 * of its series, and whether their numbers may be summed. Immutable.
 */
public final class Vector {

  /** Beyond it, an expression of two parts takes a line for each. */
  private static final int LINE_LENGTH = 90;

  /** Whether an expression must be put in parentheses to be a part of another one. */
  enum Shape {
    /** A selector, a call or an aggregation. */
    WHOLE,
    /** Two expressions and an operator between them. */
    BINARY
  }

  private final String text;
  private final Shape shape;
  private final Set<String> labels;
  private final boolean isAdditive;

  Vector(String text, Shape shape, Iterable<String> labels, boolean isAdditive) {
    this.text = text;
    this.shape = shape;
    this.labels = new TreeSet<>();
    labels.forEach(this.labels::add);
    this.isAdditive = isAdditive;
  }

  static Vector function(
      String name, String arguments, Iterable<String> labels, boolean isAdditive) {
    return new Vector(name + "(" + arguments + ")", Shape.WHOLE, labels, isAdditive);
  }

  /**
   * One number over another, guarded on both sides: a numerator without series, as before the first error, is 0, and where
   * the denominator is 0, as in an idle hour, there is nothing.
   *
   * @param numerator what is counted
   * @param denominator what it is a part of, with the same labels
   * @return a ratio, which cannot be summed
   */
  public static Vector ratio(Vector numerator, Vector denominator) {
    return numerator.orZeroOf(denominator).dividedBy(denominator.above(0)).asRatio();
  }

  /**
   * The sum over all labels but these.
   *
   * @param by the labels to keep
   * @return a vector with these labels
   * @throws IllegalArgumentException if this is a ratio, a quantile or a mean, or does not have the labels
   */
  public Vector sumBy(LabelDefinition... by) {
    if (!isAdditive) {
      throw new IllegalArgumentException(
          "a ratio, quantile, mean or level cannot be summed: " + text);
    }
    return aggregate("sum", by);
  }

  /**
   * The greatest over all labels but these.
   *
   * @param by the labels to keep
   * @return a vector with these labels
   */
  public Vector maxBy(LabelDefinition... by) {
    return aggregate("max", by);
  }

  /**
   * The least over all labels but these.
   *
   * @param by the labels to keep
   * @return a vector with these labels
   */
  public Vector minBy(LabelDefinition... by) {
    return aggregate("min", by);
  }

  /**
   * The mean over all labels but these: of levels only, as a mean of ratios weighs an idle instance like a busy one.
   *
   * @param by the labels to keep
   * @return a vector with these labels
   */
  public Vector meanBy(LabelDefinition... by) {
    return aggregate("avg", by);
  }

  /**
   * How many series there are for each value of these labels.
   *
   * @param by the labels to keep
   * @return a vector with these labels
   */
  public Vector countBy(LabelDefinition... by) {
    return aggregate("count", by);
  }

  private Vector aggregate(String function, LabelDefinition... by) {
    List<String> names = Arrays.stream(by).map(LabelDefinition::name).toList();
    if (!labels.containsAll(names)) {
      throw new IllegalArgumentException("no labels " + names + " but " + labels + " in: " + text);
    }
    String grouping = names.isEmpty() ? "" : " by (" + String.join(", ", names) + ") ";
    return new Vector(function + grouping + "(" + text + ")", Shape.WHOLE, names, isAdditive);
  }

  /**
   * The greatest series.
   *
   * @param count how many
   * @return a vector with the same labels
   */
  public Vector top(int count) {
    return function("topk", count + ", " + text, labels, isAdditive);
  }

  /**
   * The same series, those with the greatest values first; an answer at one moment keeps this order.
   *
   * @return a vector with the same labels
   */
  public Vector greatestFirst() {
    return function("sort_desc", text, labels, isAdditive);
  }

  /**
   * This plus another one with the same labels.
   *
   * @param other the other one
   * @return the sum of each pair
   */
  public Vector plus(Vector other) {
    return arithmetic("+", other, isAdditive && other.isAdditive);
  }

  /**
   * This minus another one with the same labels.
   *
   * @param other the other one
   * @return the difference of each pair
   */
  public Vector minus(Vector other) {
    return arithmetic("-", other, isAdditive && other.isAdditive);
  }

  /**
   * This over another one, without a guard; see {@link #ratio}.
   *
   * @param other the other one, with the same labels or fewer
   * @return the quotient of each pair
   */
  public Vector dividedBy(Vector other) {
    return arithmetic("/", other, false);
  }

  /**
   * This times a number.
   *
   * @param factor finite
   * @return the product of each series
   */
  public Vector times(double factor) {
    return new Vector(atom() + " * " + Numbers.text(factor), Shape.BINARY, labels, isAdditive);
  }

  /**
   * One minus this: what is left of a share.
   *
   * @return the rest of each series
   */
  public Vector complement() {
    return new Vector("1 - " + atom(), Shape.BINARY, labels, false);
  }

  /**
   * The series above a bound, with their values.
   *
   * @param bound finite
   * @return some or none of the series
   */
  public Vector above(double bound) {
    return compare(Comparison.ABOVE, bound);
  }

  /**
   * The series below a bound, with their values.
   *
   * @param bound finite
   * @return some or none of the series
   */
  public Vector below(double bound) {
    return compare(Comparison.BELOW, bound);
  }

  /**
   * The series on one side of a bound, with their values.
   *
   * @param comparison which side
   * @param bound finite
   * @return some or none of the series
   */
  public Vector compare(Comparison comparison, double bound) {
    return new Vector(
        atom() + " " + comparison.operator() + " " + Numbers.text(bound),
        Shape.BINARY,
        labels,
        isAdditive);
  }

  /**
   * The series for which another vector has one, too: by the labels that both have.
   *
   * @param other the other one
   * @return some or none of the series
   */
  public Vector and(Vector other) {
    return set("and", other);
  }

  /**
   * The series for which another vector has none: by the labels that both have.
   *
   * @param other the other one
   * @return some or none of the series
   */
  public Vector unless(Vector other) {
    return set("unless", other);
  }

  /**
   * All series of this, and those of another vector that this does not have.
   *
   * @param other the other one
   * @return the series of both, with the labels of one or the other
   */
  public Vector or(Vector other) {
    Set<String> either = new TreeSet<>(labels);
    either.addAll(other.labels);
    return new Vector(
        join(atom(), "or", other.atom()), Shape.BINARY, either, isAdditive && other.isAdditive);
  }

  /**
   * This, and 0 for each series of another vector that this does not have.
   *
   * @param other the other one, with the same labels
   * @return as many series as the other one has, at least
   */
  public Vector orZeroOf(Vector other) {
    requireSameLabels(other);
    return new Vector(join(atom(), "or", "0 * " + other.atom()), Shape.BINARY, labels, isAdditive);
  }

  /** The same, marked as a thing that cannot be summed. */
  Vector asRatio() {
    return new Vector(text, shape, labels, false);
  }

  private Vector arithmetic(String operator, Vector other, boolean staysAdditive) {
    return new Vector(
        join(atom(), operator + matching(other), other.atom()),
        Shape.BINARY,
        labels,
        staysAdditive);
  }

  private String matching(Vector other) {
    if (labels.equals(other.labels)) {
      return "";
    }
    if (!labels.containsAll(other.labels)) {
      throw new IllegalArgumentException(
          "labels " + labels + " lack some of " + other.labels + " in: " + other.text);
    }
    return " on (" + String.join(", ", other.labels) + ") group_left ()";
  }

  private Vector set(String operator, Vector other) {
    Set<String> common = new TreeSet<>(labels);
    common.retainAll(other.labels);
    boolean isSame = labels.equals(other.labels);
    String matching = isSame ? "" : " on (" + String.join(", ", common) + ")";
    return new Vector(
        join(atom(), operator + matching, other.atom()), Shape.BINARY, labels, isAdditive);
  }

  private void requireSameLabels(Vector other) {
    if (!labels.equals(other.labels)) {
      throw new IllegalArgumentException("labels " + labels + " and " + other.labels
          + " must be the same for: " + text + " and: " + other.text);
    }
  }

  private static String join(String left, String operator, String right) {
    String line = left + " " + operator + " " + right;
    return line.length() <= LINE_LENGTH && line.indexOf('\n') < 0
        ? line
        : left + "\n" + operator + "\n" + right;
  }

  private String atom() {
    return shape == Shape.BINARY ? "(" + text + ")" : text;
  }

  /** Whether a sum of it makes sense. */
  boolean isAdditive() {
    return isAdditive;
  }

  /**
   * The expression.
   *
   * @return as PromQL has it, on one line or several
   */
  public String text() {
    return text;
  }

  /**
   * The labels that each series has: those that a legend or an annotation may name.
   *
   * @return sorted
   */
  public Set<String> labels() {
    return Collections.unmodifiableSet(labels);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vector vector && text.equals(vector.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The expression. */
  @Override
  public String toString() {
    return text;
  }
}
