package io.github.llmmetrics.stack.promql.parse;

import java.util.Locale;

/**
 * The smallest part of an expression that means something.
 *
 * @param kind what it is
 * @param text as it was written; of a string, what is within the quotes
 * @param start where it begins in the expression
 * @param end where the next one may begin
 */
record Token(Kind kind, String text, int start, int end) {

  /** What a token is. */
  enum Kind {
    /** A name or a keyword; Grafana's variables may be in it. */
    NAME,
    /** A number. */
    NUMBER,
    /** A number with a unit of time. */
    DURATION,
    /** A text in quotes. */
    STRING,
    /** An operator, a bracket or a comma. */
    SYMBOL,
    /** Nothing more. */
    END
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String keyword) {
    return kind == Kind.NAME && word().equals(keyword);
  }

  /** Keywords are the same in any case. */
  String word() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether a variable of Grafana is a part of it: what it stands for is known in a dashboard only. */
  boolean isTemplate() {
    return kind == Kind.NAME && (text.indexOf('$') >= 0 || text.indexOf('[') >= 0);
  }

  /** As a message names it. */
  @Override
  public String toString() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
