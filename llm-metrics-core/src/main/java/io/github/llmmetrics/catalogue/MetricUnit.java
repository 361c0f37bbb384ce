package io.github.llmmetrics.catalogue;

/** What a metric's number counts or measures. Base units throughout: seconds, bytes, dollars; never milli or mebi. */
public enum MetricUnit {
  /** No unit: an info metric. */
  NONE("-"),
  /** A flag. */
  FLAG("0 or 1"),
  /** A share in percent. */
  PERCENT("percent 0-100"),
  /** A score, 1 is best. */
  SCORE("score 0-1"),
  /** A duration. */
  SECONDS("seconds"),
  /** A point in time, since the epoch. */
  UNIX_SECONDS("unix seconds"),
  /** An amount of memory or traffic. */
  BYTES("bytes"),
  /** A temperature. */
  CELSIUS("celsius"),
  /** A power. */
  WATTS("watts"),
  /** An energy. */
  JOULES("joules"),
  /** A frequency. */
  HERTZ("hertz"),
  /** An amount of money, in US dollars. */
  DOLLARS("dollars"),
  /** A number of requests. */
  REQUESTS("requests"),
  /** A number of tokens. */
  TOKENS("tokens"),
  /** A number of errors. */
  ERRORS("errors"),
  /** A number of events. */
  EVENTS("events"),
  /** A number of calls into this library, or values given to it. */
  RECORDS("records"),
  /** A number of failures. */
  FAILURES("failures"),
  /** A number of series. */
  SERIES("series");

  private final String label;

  MetricUnit(String label) {
    this.label = label;
  }

  /**
   * Whether the values of several series add up to something: bytes do, temperatures and shares do not.
   *
   * @return false for a level, a share, a time or a point in time
   */
  public boolean isAdditive() {
    return switch (this) {
      case PERCENT, SCORE, SECONDS, UNIX_SECONDS, CELSIUS, HERTZ -> false;
      default -> true;
    };
  }

  /**
   * The unit in words, with its range where it has one.
   *
   * @return for example {@code percent 0-100}
   */
  public String label() {
    return label;
  }
}
