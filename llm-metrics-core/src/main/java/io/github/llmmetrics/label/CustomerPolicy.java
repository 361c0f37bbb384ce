package io.github.llmmetrics.label;

/** What becomes of the customer that a host passes with a request. */
public enum CustomerPolicy {
  /** Customers are ignored: no series carries {@code customer_id}. */
  OFF,
  /** The id as the host passes it, up to the label's cap; the rest is {@code other}. */
  RAW
}
