package io.github.llmmetrics.catalogue;

import java.util.Locale;

/** The side of a service that a metric watches. */
public enum Dimension {
  /** The machine: GPUs and host. */
  SYSTEM,
  /** The serving software: requests, tokens, queue, KV cache, and this library itself. */
  APPLICATION,
  /** What the model produces: lengths, quality, refusals, safety. */
  MODEL,
  /** What it is worth: customers, cost, satisfaction. */
  BUSINESS;

  /**
   * The dimension's name in lower case.
   *
   * @return for example {@code application}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
