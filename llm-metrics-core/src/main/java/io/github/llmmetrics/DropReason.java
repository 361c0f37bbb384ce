package io.github.llmmetrics;

import java.util.Locale;

/** Why the library refused a record: the label {@code reason} of {@code llm_metrics_dropped_total}. */
enum DropReason {
  /** A call on a request that has ended. */
  AFTER_END,
  /** A time before the one it follows. */
  CLOCK_BACKWARDS,
  /** A call after {@code LlmMetrics.close()}. */
  CLOSED,
  /** A start with the id of a live request, which ended as abandoned. */
  DUPLICATE_ID,
  /** A start beyond the cap on ids: recorded, but not to be found by its id. */
  ID_LIMIT,
  /** More cached tokens than prompt tokens, more reasoning than completion tokens. */
  INCONSISTENT,
  /** A number below 0. */
  NEGATIVE,
  /** NaN or infinite. */
  NOT_FINITE,
  /** A null where there must be something. */
  NULL_ARGUMENT,
  /** A number outside its range: a percentage over 100, a score over 1. */
  OUT_OF_RANGE,
  /** A gauge over the cap on series or on a label's values. */
  SERIES_LIMIT,
  /** A call for an id that is not live. */
  UNKNOWN_ID,
  /** A value pushed for an engine that is watched. */
  WATCHED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
