package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.instrument.CounterCell;
import io.github.llmmetrics.instrument.GaugeCell;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the engine of one model tells: pushed by {@code set…}, {@code add…} and {@code record…} when something changes,
 * or pulled at each scrape from an {@link EngineStats} that {@link #watch} was given. One source feeds a series: what is
 * pushed for a watched engine is dropped and counted, except for the batch size, which cannot be pulled.
 *
 * <pre>{@code
 * llm_queue_depth{model="llama-3-8b"} 3.0
 * llm_running_requests{model="llama-3-8b"} 16.0
 * llm_oldest_waiting_seconds{model="llama-3-8b"} 0.25
 * llm_kv_cache_usage_percent{model="llama-3-8b"} 71.5
 * llm_prefix_cache_hits_total{model="llama-3-8b"} 4096.0
 * llm_prefix_cache_misses_total{model="llama-3-8b"} 1024.0
 * llm_preemptions_total{model="llama-3-8b"} 2.0
 * llm_batch_size_bucket{model="llama-3-8b",le="16.0"} 120
 * }</pre>
 *
 * <p>No {@code set…}, {@code add…} or {@code record…} throws or blocks: a bad number is refused and counted in
 * {@code llm_metrics_dropped_total}. Thread-safe.
 */
public final class EngineMetrics {

  private static final double MAX_PERCENT = 100;

  private final String model;
  private final EngineCells cells;
  private final SelfInstruments self;
  private final Function<EngineStats, EngineWatch> newWatch;
  private final AtomicReference<@Nullable EngineWatch> watch = new AtomicReference<>();
  private volatile boolean pushed;

  EngineMetrics(
      String model,
      EngineCells cells,
      SelfInstruments self,
      Function<EngineStats, EngineWatch> newWatch) {
    this.model = model;
    this.cells = cells;
    this.self = self;
    this.newWatch = newWatch;
  }

  /**
   * Sets {@code llm_queue_depth}.
   *
   * @param n requests waiting to be scheduled, 0 or more
   */
  public void setQueueDepth(long n) {
    set(cells.queueDepth(), (double) n, Double.MAX_VALUE);
  }

  /**
   * Sets {@code llm_running_requests}.
   *
   * @param n requests in the engine's batch, 0 or more
   */
  public void setRunningRequests(long n) {
    set(cells.runningRequests(), (double) n, Double.MAX_VALUE);
  }

  /**
   * Sets {@code llm_kv_cache_usage_percent}.
   *
   * @param percent share of KV-cache blocks in use, 0 to 100
   */
  public void setKvCacheUsagePercent(double percent) {
    set(cells.kvCacheUsage(), percent, MAX_PERCENT);
  }

  /**
   * Sets {@code llm_oldest_waiting_seconds}.
   *
   * @param seconds age of the request that has waited longest, 0 or more
   */
  public void setOldestWaitingSeconds(double seconds) {
    set(cells.oldestWaiting(), seconds, Double.MAX_VALUE);
  }

  /**
   * Adds to {@code llm_prefix_cache_hits_total} and {@code llm_prefix_cache_misses_total}.
   *
   * @param hitTokens prompt tokens found in the prefix cache, 0 or more
   * @param missedTokens prompt tokens looked up and not found, 0 or more
   */
  public void addPrefixCache(long hitTokens, long missedTokens) {
    add(cells.prefixCacheHits(), hitTokens);
    add(cells.prefixCacheMisses(), missedTokens);
  }

  /**
   * Adds to {@code llm_preemptions_total}.
   *
   * @param n times that a running request was put back, 0 or more
   */
  public void addPreemptions(long n) {
    add(cells.preemptions(), n);
  }

  /**
   * Observes into {@code llm_batch_size}.
   *
   * @param n requests in one engine step, 0 or more
   */
  public void recordBatchSize(int n) {
    if (NumberCheck.notNegative(n, self)) {
      cells.batchSize().observe(n);
    }
  }

  /**
   * Reads the engine at each scrape from now on.
   *
   * @param stats the engine's view of itself
   * @throws IllegalStateException if the engine is watched already, if values were pushed for it, or if its model is
   *     over the cap on models
   */
  public void watch(EngineStats stats) {
    Objects.requireNonNull(stats, "stats");
    if (model.equals(LabelDefinition.OTHER)) {
      throw new IllegalStateException(
          "watch: the model is over the limit of the label model, and gauges of several"
              + " engines do not add up; declare it with models(…) or raise labelLimit(\"model\", …)");
    }
    if (pushed) {
      throw new IllegalStateException(
          "watch: values were pushed for the engine of " + model + "; one source feeds a series");
    }
    if (!watch.compareAndSet(null, newWatch.apply(stats))) {
      throw new IllegalStateException("watch: the engine of " + model
          + " is watched already; call unwatch() before it is replaced");
    }
  }

  /** Reads the engine no longer: its gauges become absent, its counters stay. Does nothing if it is not watched. */
  public void unwatch() {
    if (watch.getAndSet(null) != null) {
      clearGauges();
    }
  }

  @Nullable
  EngineWatch currentWatch() {
    return watch.get();
  }

  /** Takes over what a watch read; null, where it read nothing, makes the gauges absent. */
  void take(EngineWatch from, @Nullable EngineReading reading) {
    if (!isCurrent(from)) {
      return;
    }
    if (reading == null) {
      clearGauges();
      return;
    }
    show(reading);
    // Asked again: an unwatch() in between has cleared the gauges already, and nobody would do so
    // once more.
    if (!isCurrent(from)) {
      clearGauges();
    }
  }

  // Identity on purpose: the same stats may be watched again.
  @SuppressWarnings("ReferenceEquality")
  private boolean isCurrent(EngineWatch from) {
    return watch.get() == from;
  }

  private void show(EngineReading reading) {
    show(cells.queueDepth(), toDouble(reading.queueDepth()), Double.MAX_VALUE);
    show(cells.runningRequests(), toDouble(reading.runningRequests()), Double.MAX_VALUE);
    show(cells.oldestWaiting(), reading.oldestWaitingSeconds(), Double.MAX_VALUE);
    show(cells.kvCacheUsage(), reading.kvCacheUsagePercent(), MAX_PERCENT);
    report(cells.prefixCacheHits(), reading.prefixCacheHitTokens());
    report(cells.prefixCacheMisses(), reading.prefixCacheMissedTokens());
    report(cells.preemptions(), reading.preemptions());
  }

  private void show(GaugeCell gauge, OptionalDouble value, double max) {
    if (value.isPresent() && NumberCheck.inRange(value.getAsDouble(), max, self)) {
      gauge.set(value.getAsDouble());
    } else {
      gauge.clear();
    }
  }

  private void report(CounterCell counter, OptionalLong total) {
    if (total.isPresent() && NumberCheck.notNegative(total.getAsLong(), self)) {
      counter.report((double) total.getAsLong());
    }
  }

  private void clearGauges() {
    cells.queueDepth().clear();
    cells.runningRequests().clear();
    cells.oldestWaiting().clear();
    cells.kvCacheUsage().clear();
  }

  private void set(GaugeCell gauge, double value, double max) {
    if (NumberCheck.inRange(value, max, self) && mayPush()) {
      gauge.set(value);
    }
  }

  private void add(CounterCell counter, long amount) {
    if (NumberCheck.notNegative(amount, self) && mayPush()) {
      counter.add(amount);
    }
  }

  private boolean mayPush() {
    if (watch.get() != null) {
      self.dropped(DropReason.WATCHED);
      return false;
    }
    pushed = true;
    return true;
  }

  private static OptionalDouble toDouble(OptionalLong value) {
    return value.isPresent()
        ? OptionalDouble.of((double) value.getAsLong())
        : OptionalDouble.empty();
  }
}
