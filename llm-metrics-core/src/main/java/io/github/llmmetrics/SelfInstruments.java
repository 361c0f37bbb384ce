package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SelfMetrics;
import io.github.llmmetrics.instrument.CounterCell;
import io.github.llmmetrics.instrument.CounterFamily;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.instrument.SeriesListener;
import io.github.llmmetrics.label.LabelGuard;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The library's own health: what it refused, repaired, and sent to {@code other}, and which callbacks failed,
 * and how much of that the log does not say.
 *
 * <pre>{@code
 * llm_metrics_dropped_total{reason="after_end"} 2.0
 * llm_metrics_repaired_total{label="model"} 1.0
 * llm_metrics_overflow_total{label="customer_id"} 7.0
 * llm_metrics_callback_failures_total{source="engine_stats"} 0.0
 * llm_metrics_log_lines_held_back_total 0.0
 * }</pre>
 */
final class SelfInstruments implements LabelGuard.Listener, SeriesListener {

  /** The value of the label {@code label} for a metric's cap on series, beside the names of the labels. */
  private static final String SERIES = "series";

  private final Map<DropReason, CounterCell> dropped = new EnumMap<>(DropReason.class);
  private final CounterFamily repaired;
  private final CounterFamily overflowed;
  private final CounterFamily callbackFailures;
  private final CounterCell logLinesHeldBack;

  SelfInstruments(InstrumentSet set, Set<String> openLabels) {
    CounterFamily drops = set.counter(SelfMetrics.METRICS_DROPPED);
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, drops.cell(reason.label()));
    }
    repaired = set.counter(SelfMetrics.METRICS_REPAIRED);
    openLabels.forEach(repaired::cell);
    overflowed = set.counter(SelfMetrics.METRICS_OVERFLOW);
    openLabels.forEach(overflowed::cell);
    overflowed.cell(SERIES);
    callbackFailures = set.counter(SelfMetrics.CALLBACK_FAILURES);
    LabelDefinitions.CALLBACK_SOURCE.values().forEach(callbackFailures::cell);
    logLinesHeldBack = set.counter(SelfMetrics.LOG_LINES_HELD_BACK).cell();
    set.info(SelfMetrics.BUILD_INFO).add(BuildVersion.read());
    set.listener(this);
  }

  void dropped(DropReason reason) {
    CounterCell cell = dropped.get(reason);
    if (cell != null) {
      cell.increment();
    }
  }

  void callbackFailed(String source) {
    callbackFailures.cell(source).increment();
  }

  void logLineHeldBack() {
    logLinesHeldBack.increment();
  }

  @Override
  public void repaired(String label) {
    repaired.cell(label).increment();
  }

  @Override
  public void overflowed(String label) {
    overflowed.cell(label).increment();
  }

  @Override
  public void overflowed(MetricDefinition metric) {
    overflowed(SERIES);
  }

  @Override
  public void skipped(MetricDefinition metric) {
    dropped(DropReason.SERIES_LIMIT);
  }
}
