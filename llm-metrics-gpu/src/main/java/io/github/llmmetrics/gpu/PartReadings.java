package io.github.llmmetrics.gpu;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The memory of the parts of a device, such as its MIG instances, as one poll found it. Allocates nothing after it was
 * made. Not thread-safe.
 */
final class PartReadings {

  private final Consumer<CallResult> errors;
  private final Part[] parts;
  private int count;

  /** Tells {@code errors} of each value that cannot be true. */
  PartReadings(int capacity, Consumer<CallResult> errors) {
    this.errors = errors;
    this.parts = new Part[capacity];
    Arrays.setAll(parts, i -> new Part());
  }

  void clear() {
    count = 0;
  }

  /** Adds a part, or more memory to one that is there; what comes beyond the capacity is left out. */
  void add(String id, String detail, double used, double total) {
    if (!(used >= 0 && used <= total && GpuReading.MEMORY_TOTAL.admits(total))) {
      errors.accept(CallResult.IMPLAUSIBLE);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (parts[i].id.equals(id)) {
        parts[i].used += used;
        return;
      }
    }
    if (count < parts.length) {
      parts[count++].set(id, detail, used, total);
    }
  }

  int count() {
    return count;
  }

  Part get(int i) {
    return parts[i];
  }

  /** One part. */
  static final class Part {

    private String id = "";
    private String detail = "";
    private double used;
    private double total;

    private void set(String id, String detail, double used, double total) {
      this.id = id;
      this.detail = detail;
      this.used = used;
      this.total = total;
    }

    String id() {
      return id;
    }

    /** What else the labels say of it; empty for nothing. */
    String detail() {
      return detail;
    }

    double used() {
      return used;
    }

    double total() {
      return total;
    }
  }
}
