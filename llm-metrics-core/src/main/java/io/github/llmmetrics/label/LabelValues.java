package io.github.llmmetrics.label;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The values that one label has: first come, first served, up to a cap. Thread-safe. */
final class LabelValues {

  private final int limit;
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger size = new AtomicInteger();

  LabelValues(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  boolean admit(String value) {
    if (admitted.contains(value)) {
      return true;
    }
    int used = size.get();
    while (used < limit) {
      if (size.compareAndSet(used, used + 1)) {
        if (!admitted.add(value)) {
          size.decrementAndGet();
        }
        return true;
      }
      used = size.get();
    }
    return false;
  }
}
