package io.github.llmmetrics.label;

import java.time.InstantSource;
import java.util.Map;

/** Each by a group's name. */
record CustomerTiers(Map<String, String> tierByCustomer) implements CustomerPolicy {

  CustomerTiers {
    tierByCustomer = Map.copyOf(tierByCustomer);
    tierByCustomer.values().forEach(tier -> LabelGuard.requireClean("customerPolicy tiers", tier));
  }

  @Override
  public String label(String customerId, InstantSource clock) {
    return tierByCustomer.getOrDefault(customerId, LabelGuard.OTHER);
  }
}
