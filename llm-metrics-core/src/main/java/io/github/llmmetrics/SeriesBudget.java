package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.MetricDefinition;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** How many series a scraper has to store for an instance at the worst: what the limits of labels and metrics allow. */
record SeriesBudget(Map<MetricDefinition, Long> mostSeries) {

  private static final int SHOWN = 3;

  long total() {
    return mostSeries.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Throws where the worst case is more than the host has agreed to. */
  SeriesBudget check(int limit) {
    if (total() > limit) {
      throw new IllegalArgumentException("totalSeriesLimit: the limits of labels and metrics allow "
          + total() + " series, and not 0.." + limit + ", most of them in " + largest()
          + "; lower labelLimit(…) or seriesLimit(…), or raise totalSeriesLimit(…)");
    }
    return this;
  }

  private String largest() {
    return mostSeries.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .map(entry -> entry.getKey().name() + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}
