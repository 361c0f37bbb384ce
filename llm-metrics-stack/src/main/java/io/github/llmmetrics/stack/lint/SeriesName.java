package io.github.llmmetrics.stack.lint;

import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import java.util.Arrays;
import java.util.Optional;

/**
 * The name of a series that the catalogue knows.
 *
 * @param metric whose series it is
 * @param part which of the metric's series
 * @param isOurs false for a name that others use for the same thing
 */
record SeriesName(MetricDefinition metric, Part part, boolean isOurs) {

  /** Which series of a metric. */
  enum Part {
    /** The only one; of a histogram, none that exists by default. */
    WHOLE(""),
    /** A histogram's buckets. */
    BUCKET("_bucket"),
    /** A histogram's number of observations. */
    COUNT("_count"),
    /** A histogram's sum of observations. */
    SUM("_sum");

    private final String suffix;

    Part(String suffix) {
      this.suffix = suffix;
    }
  }

  static Optional<SeriesName> of(String name) {
    return find(MetricCatalogue.byName(name), true)
        .or(() -> ofHistogram(name))
        .or(() -> find(Aliases.metric(name), false));
  }

  private static Optional<SeriesName> find(Optional<MetricDefinition> metric, boolean isOurs) {
    return metric.map(m -> new SeriesName(m, Part.WHOLE, isOurs));
  }

  private static Optional<SeriesName> ofHistogram(String name) {
    return Arrays.stream(Part.values())
        .filter(part -> part != Part.WHOLE && name.endsWith(part.suffix))
        .findFirst()
        .flatMap(part -> {
          String family = name.substring(0, name.length() - part.suffix.length());
          return MetricCatalogue.byName(family)
              .map(metric -> new SeriesName(metric, part, true))
              .or(() -> Aliases.metric(family).map(m -> new SeriesName(m, part, false)))
              .filter(series -> series.metric.type() == MetricType.HISTOGRAM);
        });
  }

  /** As the catalogue has it. */
  String text() {
    return metric.name() + part.suffix;
  }

  boolean isHistogramWithoutSuffix() {
    return metric.type() == MetricType.HISTOGRAM && part == Part.WHOLE;
  }

  /** Whether its value only grows, so that it says nothing as it is. */
  boolean isCumulative() {
    return metric.type() == MetricType.COUNTER || part != Part.WHOLE;
  }
}
