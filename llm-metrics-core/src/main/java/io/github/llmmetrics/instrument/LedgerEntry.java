package io.github.llmmetrics.instrument;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** One model's page of the {@link Ledger}. Thread-safe; recording is wait-free. */
public final class LedgerEntry {

  private static final int MAX_READS = 1_000;

  private final long createdMillis = System.currentTimeMillis();
  private final AtomicLong started = new AtomicLong();
  private final List<String> statuses;
  private final AtomicLongArray ended;
  private final Labels startedLabels;
  private final Labels activeLabels;
  private final List<Labels> endedLabels;

  LedgerEntry(
      List<String> statuses, Labels startedLabels, Labels activeLabels, List<Labels> endedLabels) {
    this.statuses = statuses;
    this.ended = new AtomicLongArray(statuses.size());
    this.startedLabels = startedLabels;
    this.activeLabels = activeLabels;
    this.endedLabels = List.copyOf(endedLabels);
  }

  Labels startedLabels() {
    return startedLabels;
  }

  Labels activeLabels() {
    return activeLabels;
  }

  Labels endedLabels(int status) {
    return endedLabels.get(status);
  }

  /** Counts a request that begins. Must come before its end, on the same thread or handed over. */
  public void started() {
    started.getAndIncrement();
  }

  /**
   * Counts a request that ends.
   *
   * @param status a value of the label {@code status}
   */
  public void ended(String status) {
    ended.getAndIncrement(statuses.indexOf(status));
  }

  long createdMillis() {
    return createdMillis;
  }

  /**
   * One reading that holds together. If the ended cells are the same before and after the started ones were read, then
   * none moved in between (each only grows), so there was a moment at which all of them had these values at once.
   * Should they move a thousand times in a row, the last reading still adds up; it may then count a request as active
   * that has just ended.
   */
  Reading read() {
    long[] before = readEnded();
    for (int i = 0; ; i++) {
      long begun = started.get();
      long[] after = readEnded();
      if (Arrays.equals(before, after) || i == MAX_READS) {
        return new Reading(begun, before);
      }
      before = after;
    }
  }

  private long[] readEnded() {
    long[] values = new long[ended.length()];
    Arrays.setAll(values, ended::get);
    return values;
  }

  /** Values that were all true at one moment. */
  static final class Reading {
    private final long started;
    private final long[] ended;

    private Reading(long started, long[] ended) {
      this.started = started;
      this.ended = ended;
    }

    long started() {
      return started;
    }

    long ended(int status) {
      return ended[status];
    }

    long active() {
      return started - Arrays.stream(ended).sum();
    }
  }
}
