package io.github.llmmetrics.label;

import io.github.llmmetrics.internal.Quota;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values that one label has: first come, first served, up to a cap. Thread-safe. */
final class LabelValues {

  private final Quota quota;
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();

  LabelValues(int limit) {
    this.quota = new Quota(limit);
  }

  int limit() {
    return quota.limit();
  }

  boolean admit(String value) {
    if (admitted.contains(value)) {
      return true;
    }
    if (!quota.tryTake()) {
      return false;
    }
    if (!admitted.add(value)) {
      quota.giveBack();
    }
    return true;
  }
}
