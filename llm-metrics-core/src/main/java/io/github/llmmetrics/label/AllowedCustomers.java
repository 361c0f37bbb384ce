package io.github.llmmetrics.label;

import java.time.InstantSource;
import java.util.Set;

/** Some by name. */
record AllowedCustomers(Set<String> customerIds) implements CustomerPolicy {

  AllowedCustomers {
    customerIds = Set.copyOf(customerIds);
    customerIds.forEach(id -> LabelGuard.requireClean("customerPolicy allow", id));
  }

  @Override
  public String label(String customerId, InstantSource clock) {
    return customerIds.contains(customerId) ? customerId : LabelGuard.OTHER;
  }
}
