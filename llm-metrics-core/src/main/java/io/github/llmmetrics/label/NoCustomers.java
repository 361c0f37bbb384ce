package io.github.llmmetrics.label;

import java.time.InstantSource;

/** Nobody by name. */
record NoCustomers() implements CustomerPolicy {

  @Override
  public String label(String customerId, InstantSource clock) {
    return LabelGuard.OTHER;
  }
}
