package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.internal.Quota;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests begun, ended and active, of which every scrape says {@code started = Σ ended + active}, and of which active
 * is true: never below 0, never above the number of callers.
 *
 * <pre>{@code
 * # HELP llm_active_requests requests begun and not ended
 * # TYPE llm_active_requests gauge
 * llm_active_requests{model="llama-3-8b"} 1.0
 * # HELP llm_requests_started_total requests that began
 * # TYPE llm_requests_started_total counter
 * llm_requests_started_total{model="llama-3-8b"} 3.0
 * # HELP llm_requests_total requests that ended, by status
 * # TYPE llm_requests_total counter
 * llm_requests_total{model="llama-3-8b",status="abandoned"} 0.0
 * llm_requests_total{model="llama-3-8b",status="cancelled"} 0.0
 * llm_requests_total{model="llama-3-8b",status="error"} 0.0
 * llm_requests_total{model="llama-3-8b",status="rejected"} 0.0
 * llm_requests_total{model="llama-3-8b",status="success"} 2.0
 * llm_requests_total{model="llama-3-8b",status="timeout"} 0.0
 * }</pre>
 *
 * <p>Thread-safe; recording is wait-free.
 */
public final class Ledger implements Source {

  private static final List<String> STATUSES = LabelDefinitions.STATUS.values();

  private final InstrumentSet set;
  private final Descriptor started;
  private final Descriptor ended;
  private final Descriptor active;
  private final Quota quota;
  private final Map<String, LedgerEntry> entries = new ConcurrentHashMap<>();

  Ledger(InstrumentSet set) {
    this.set = set;
    this.started = new Descriptor(ApplicationMetrics.REQUESTS_STARTED, set.constantLabels());
    this.ended = new Descriptor(ApplicationMetrics.REQUESTS, set.constantLabels());
    this.active = new Descriptor(ApplicationMetrics.ACTIVE_REQUESTS, set.constantLabels());
    // The metric with the most series decides for all three: they must speak of the same models.
    this.quota = new Quota(set.seriesLimit() / STATUSES.size() - 1);
  }

  /**
   * The entry of one model; resolve it once and keep it.
   *
   * @param model the label's value, repaired already
   * @return the model's own entry, or the one of {@code other} where the cap on series is reached
   */
  public LedgerEntry entry(String model) {
    LedgerEntry entry = entries.get(model);
    if (entry != null) {
      return entry;
    }
    if (model.equals(LabelDefinition.OTHER)) {
      return entries.computeIfAbsent(model, this::newEntry);
    }
    if (!quota.tryTake()) {
      set.listener().overflowed(ended.definition());
      return entry(LabelDefinition.OTHER);
    }
    LedgerEntry created = newEntry(model);
    LedgerEntry existing = entries.putIfAbsent(model, created);
    if (existing != null) {
      quota.giveBack();
      return existing;
    }
    return created;
  }

  private LedgerEntry newEntry(String model) {
    List<String> labels = List.of(model);
    return new LedgerEntry(
        STATUSES,
        started.labels(labels),
        active.labels(labels),
        STATUSES.stream().map(status -> ended.labels(List.of(model, status))).toList());
  }

  @Override
  public List<Integer> seriesCounts() {
    int models = entries.size();
    return List.of(models, models, STATUSES.size() * models);
  }

  @Override
  public List<Descriptor> descriptors() {
    return List.of(active, started, ended);
  }

  @Override
  public List<MetricSnapshot> collect() {
    List<CounterDataPointSnapshot> startedPoints = new ArrayList<>();
    List<CounterDataPointSnapshot> endedPoints = new ArrayList<>();
    List<GaugeDataPointSnapshot> activePoints = new ArrayList<>();
    entries.forEach((model, entry) -> {
      LedgerEntry.Reading reading = entry.read();
      startedPoints.add(counter(reading.started(), entry.startedLabels(), entry));
      activePoints.add(new GaugeDataPointSnapshot(reading.active(), entry.activeLabels(), null));
      for (int i = 0; i < STATUSES.size(); i++) {
        endedPoints.add(counter(reading.ended(i), entry.endedLabels(i), entry));
      }
    });
    return List.of(
        new GaugeSnapshot(active.metadata(), activePoints),
        new CounterSnapshot(started.metadata(), startedPoints),
        new CounterSnapshot(ended.metadata(), endedPoints));
  }

  private static CounterDataPointSnapshot counter(long value, Labels labels, LedgerEntry entry) {
    return new CounterDataPointSnapshot(value, labels, null, entry.createdMillis());
  }
}
