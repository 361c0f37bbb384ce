package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.internal.Guard;
import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.label.LabelGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The engines, and the reading of those that are watched at the beginning of a scrape. */
final class EngineInstruments {

  private final EngineCells.Families families;
  private final LabelGuard labels;
  private final SelfInstruments self;
  private final Guard guard;
  private final NanoClock clock;
  private final long timeoutNanos;
  private final Map<String, EngineMetrics> engines = new ConcurrentHashMap<>();
  // Threads come with the first watch and go when idle: one for each engine that is being read.
  private final ExecutorService readers =
      Executors.newCachedThreadPool(EngineInstruments::newReader);

  EngineInstruments(
      InstrumentSet set,
      LabelGuard labels,
      SelfInstruments self,
      Guard guard,
      NanoClock clock,
      Duration timeout) {
    this.families = EngineCells.Families.of(set);
    this.labels = labels;
    this.self = self;
    this.guard = guard;
    this.clock = clock;
    this.timeoutNanos = timeout.toNanos();
    set.beforeScrape(this::readAll);
  }

  EngineMetrics engine(@Nullable String model) {
    EngineMetrics known = model == null ? null : engines.get(model);
    if (known != null) {
      return known;
    }
    String label = labels.admit(LabelDefinitions.MODEL.name(), model);
    EngineMetrics created = new EngineMetrics(label, families.cells(label), self, this::newWatch);
    EngineMetrics existing = engines.putIfAbsent(label, created);
    return existing != null ? existing : created;
  }

  private EngineWatch newWatch(EngineStats stats) {
    return new EngineWatch(stats, readers, guard);
  }

  /** All at once, so that the time limit is that of the scrape and not of each engine. */
  private void readAll() {
    long deadline = clock.nanoTime() + timeoutNanos;
    List<Pending> pending = new ArrayList<>();
    for (EngineMetrics engine : engines.values()) {
      EngineWatch watch = engine.currentWatch();
      if (watch != null) {
        pending.add(new Pending(engine, watch, watch.begin()));
      }
    }
    for (Pending each : pending) {
      EngineReading reading =
          each.attempt == null ? null : each.watch.await(each.attempt, deadline - clock.nanoTime());
      each.engine.take(each.watch, reading);
    }
  }

  void close() {
    readers.shutdownNow();
  }

  private static Thread newReader(Runnable task) {
    Thread thread = new Thread(task, "llm-metrics-engine-stats");
    thread.setDaemon(true);
    return thread;
  }

  private record Pending(
      EngineMetrics engine, EngineWatch watch, EngineWatch.@Nullable Attempt attempt) {}
}
