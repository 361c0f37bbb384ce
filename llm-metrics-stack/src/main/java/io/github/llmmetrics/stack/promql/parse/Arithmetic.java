package io.github.llmmetrics.stack.promql.parse;

import java.util.OptionalDouble;

/** What PromQL's operators make of two numbers. */
final class Arithmetic {

  private Arithmetic() {}

  /** The value of an operation on two constants; empty for any other. */
  static OptionalDouble constant(Expression.Binary operation) {
    OptionalDouble left = operation.left().constant();
    OptionalDouble right = operation.right().constant();
    if (left.isEmpty() || right.isEmpty()) {
      return OptionalDouble.empty();
    }
    double x = left.getAsDouble();
    double y = right.getAsDouble();
    return switch (operation.operator()) {
      case "+" -> OptionalDouble.of(x + y);
      case "-" -> OptionalDouble.of(x - y);
      case "*" -> OptionalDouble.of(x * y);
      case "/" -> OptionalDouble.of(x / y);
      case "%" -> OptionalDouble.of(x % y);
      case "^" -> OptionalDouble.of(Math.pow(x, y));
      default -> OptionalDouble.empty();
    };
  }
}
