package io.github.llmmetrics.testing;

import java.lang.management.ManagementFactory;

/** What the heap holds after a garbage collection. */
public record UsedHeap(long bytes) {

  /** By how much flat memory may differ from one measurement to the next, in bytes. */
  public static final long FLAT = 3 << 20;

  /** Collects first. */
  public static UsedHeap measure() {
    System.gc();
    return new UsedHeap(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  /** In bytes. */
  public long growthSince(UsedHeap before) {
    return bytes - before.bytes;
  }

  @Override
  public String toString() {
    return Math.round(bytes / 1e5) / 10.0 + " MB";
  }
}
