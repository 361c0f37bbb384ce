package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.instrument.SeriesListener;

/** While a builder declares: what does not fit is a setting that contradicts another, and no overflow. */
final class DeclaredFit implements SeriesListener {

  @Override
  public void overflowed(MetricDefinition metric) {
    throw new IllegalArgumentException("seriesLimit: too low for what is declared: " + metric.name()
        + " would have more series; declare fewer values of " + metric.labelNames()
        + " or raise seriesLimit(…)");
  }

  @Override
  public void skipped(MetricDefinition metric) {
    overflowed(metric);
  }
}
