package io.github.llmmetrics.stack.promql;

/** On which side of a bound a value is. */
public enum Comparison {
  /** Greater. */
  ABOVE(">", "above"),
  /** Less. */
  BELOW("<", "below"),
  /** Greater or the same. */
  AT_LEAST(">=", "at least"),
  /** The same. */
  EQUAL("==", "at");

  private final String operator;
  private final String word;

  Comparison(String operator, String word) {
    this.operator = operator;
    this.word = word;
  }

  /**
   * The operator of PromQL.
   *
   * @return for example {@code >}
   */
  public String operator() {
    return operator;
  }

  /**
   * The operator in words, before a number.
   *
   * @return for example {@code above}
   */
  public String word() {
    return word;
  }
}
