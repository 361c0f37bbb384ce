package io.github.llmmetrics.label;

import java.time.InstantSource;

/** Nobody by name. */
enum NoCustomers implements CustomerPolicy {
  OFF;

  @Override
  public String label(String customerId, InstantSource clock) {
    return LabelGuard.OTHER;
  }
}
