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

  /**
   * The value of the label {@code status}.
   *
   * @return for example {@code success}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether error rates and availability are measured over it.
   *
   * @return true for success, error, timeout and rejected
   */
  public boolean isValid() {
    return LabelDefinitions.VALID_STATUSES.contains(label());
  }

  /**
   * Whether it counts against the service.
   *
   * @return true for error, timeout and rejected
   */
  public boolean isBad() {
    return LabelDefinitions.BAD_STATUSES.contains(label());
  }
}
