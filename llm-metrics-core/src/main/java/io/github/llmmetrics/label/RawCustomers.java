package io.github.llmmetrics.label;

import java.time.InstantSource;

/** Everybody by name. */
enum RawCustomers implements CustomerPolicy {
  RAW;

  @Override
  public String label(String customerId, InstantSource clock) {
    return customerId;
  }
}
