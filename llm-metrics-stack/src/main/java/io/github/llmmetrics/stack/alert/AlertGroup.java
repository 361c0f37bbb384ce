package io.github.llmmetrics.stack.alert;

import java.util.Locale;

/** The groups that the alerts are in, each with a rule group of its name. */
public enum AlertGroup {
  /** Time to first token, time per token, latency. */
  LATENCY,
  /** Requests that fail, and services that are gone. */
  ERRORS,
  /** GPUs, queue, KV cache. */
  RESOURCES,
  /** Safety filters. */
  SAFETY,
  /** Quality scores. */
  QUALITY,
  /** Objectives and their error budgets. */
  SLO,
  /** The library itself. */
  SELF;

  /**
   * The name of the rule group.
   *
   * @return for example {@code llm-latency}
   */
  public String label() {
    return "llm-" + name().toLowerCase(Locale.ROOT);
  }
}
