package io.github.llmmetrics;

import java.util.Locale;

/** Why a request ended badly: a closed set, never an exception's message. */
public enum ErrorType {
  /** A deadline passed. */
  TIMEOUT,
  /** A connection could not be made, or broke. */
  CONNECTION,
  /** Somebody's rate limit. */
  RATE_LIMIT,
  /** Queue full, no capacity. */
  OVERLOADED,
  /** The request was wrong and was found so only at work. */
  INVALID_REQUEST,
  /** Missing or refused credentials. */
  AUTH,
  /** Prompt and completion do not fit into the model's context. */
  CONTEXT_LENGTH,
  /** A content filter ended it. */
  CONTENT_FILTER,
  /** Out of memory, the host's or the GPU's. */
  OUT_OF_MEMORY,
  /** A defect of ours. */
  INTERNAL,
  /** Not known. */
  UNKNOWN;

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * The value of the label {@code error_type}.
   *
   * @return for example {@code rate_limit}
   */
  public String label() {
    return label;
  }

  /** What a bad end is counted as when nobody says more. */
  static ErrorType defaultFor(Status status) {
    return switch (status) {
      case TIMEOUT -> TIMEOUT;
      case REJECTED -> OVERLOADED;
      case SUCCESS, ERROR, CANCELLED, ABANDONED -> UNKNOWN;
    };
  }
}
