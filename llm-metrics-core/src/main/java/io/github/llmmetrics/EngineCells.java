package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.instrument.CounterCell;
import io.github.llmmetrics.instrument.CounterFamily;
import io.github.llmmetrics.instrument.GaugeCell;
import io.github.llmmetrics.instrument.GaugeFamily;
import io.github.llmmetrics.instrument.HistogramCell;
import io.github.llmmetrics.instrument.HistogramFamily;
import io.github.llmmetrics.instrument.InstrumentSet;

/** The cells of one model's engine. */
record EngineCells(
    GaugeCell queueDepth,
    GaugeCell runningRequests,
    GaugeCell oldestWaiting,
    GaugeCell kvCacheUsage,
    CounterCell prefixCacheHits,
    CounterCell prefixCacheMisses,
    CounterCell preemptions,
    HistogramCell batchSize) {

  /** The families of all engines. */
  record Families(
      GaugeFamily queueDepth,
      GaugeFamily runningRequests,
      GaugeFamily oldestWaiting,
      GaugeFamily kvCacheUsage,
      CounterFamily prefixCacheHits,
      CounterFamily prefixCacheMisses,
      CounterFamily preemptions,
      HistogramFamily batchSize) {

    static Families of(InstrumentSet set) {
      return new Families(
          set.gauge(ApplicationMetrics.QUEUE_DEPTH),
          set.gauge(ApplicationMetrics.RUNNING_REQUESTS),
          set.gauge(ApplicationMetrics.OLDEST_WAITING),
          set.gauge(ApplicationMetrics.KV_CACHE_USAGE),
          set.counter(ApplicationMetrics.PREFIX_CACHE_HITS),
          set.counter(ApplicationMetrics.PREFIX_CACHE_MISSES),
          set.counter(ApplicationMetrics.PREEMPTIONS),
          set.histogram(ApplicationMetrics.BATCH_SIZE));
    }

    EngineCells cells(String model) {
      return new EngineCells(
          queueDepth.cell(model),
          runningRequests.cell(model),
          oldestWaiting.cell(model),
          kvCacheUsage.cell(model),
          prefixCacheHits.cell(model),
          prefixCacheMisses.cell(model),
          preemptions.cell(model),
          batchSize.cell(model));
    }
  }
}
