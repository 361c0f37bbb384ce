package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.LabelDefinitions;
import java.util.Locale;

/** How a request ended. A request that has not ended has no status. */
public enum Status {
  /** Served. */
  SUCCESS,
  /** Failed, and it was ours. */
  ERROR,
  /** Given up at a deadline of ours. */
  TIMEOUT,
  /** Refused unserved for our own reasons: queue full, overload. */
  REJECTED,
  /** The client went. */
  CANCELLED,
  /** Nobody ended it. */
  ABANDONED;

  private final String label = name().toLowerCase(Locale.ROOT);
  private final boolean valid = LabelDefinitions.VALID_STATUSES.contains(label);
  private final boolean bad = LabelDefinitions.BAD_STATUSES.contains(label);

  /**
   * The value of the label {@code status}.
   *
   * @return for example {@code success}
   */
  public String label() {
    return label;
  }

  /**
   * Whether error rates and availability are measured over it.
   *
   * @return true for success, error, timeout and rejected
   */
  public boolean isValid() {
    return valid;
  }

  /**
   * Whether it counts against the service.
   *
   * @return true for error, timeout and rejected
   */
  public boolean isBad() {
    return bad;
  }
}
