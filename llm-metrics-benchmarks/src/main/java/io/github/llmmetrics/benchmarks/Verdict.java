package io.github.llmmetrics.benchmarks;

import static io.github.llmmetrics.benchmarks.Stage.REQUESTS;

/** Turns the numbers of a race into one of few outcomes, as jcstress wants them. */
final class Verdict {

  /** All numbers agree, and each of two calls was first at times. */
  static final String BOTH = "agrees, both were first at times";
  /** All numbers agree, and the first of two calls was always first. */
  static final String FIRST = "agrees, always the one first";
  /** All numbers agree, and the second of two calls was always first. */
  static final String SECOND = "agrees, always the other first";

  private final StringBuilder disagreements = new StringBuilder();

  Verdict expect(String what, long actual, long expected) {
    if (actual != expected) {
      disagreements
          .append(what)
          .append(" is ")
          .append(actual)
          .append(", not ")
          .append(expected)
          .append("; ");
    }
    return this;
  }

  /** Says who was first, how often; or, if anything disagrees, what. */
  String of(long firsts) {
    if (disagreements.length() > 0 || firsts < 0 || firsts > REQUESTS) {
      return disagreements + "first: " + firsts;
    }
    if (firsts == REQUESTS) {
      return FIRST;
    }
    return firsts == 0 ? SECOND : BOTH;
  }
}
