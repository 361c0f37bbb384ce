package io.github.llmmetrics.examples.chat.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What happened between two scrapes. Whatever is asked is summed over the series, so over the models. */
record Window(Scrape before, Scrape after) {

  /** The samples of one moment. */
  record Scrape(Instant at, Map<Series, Double> samples) {}

  double seconds() {
    return Duration.between(before.at(), after.at()).toNanos() / 1e9;
  }

  /** The gauge now; empty where no series has it. */
  OptionalDouble now(String gauge) {
    double[] values = after.samples().entrySet().stream()
        .filter(sample -> sample.getKey().name().equals(gauge))
        .mapToDouble(Map.Entry::getValue)
        .toArray();
    return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum(values));
  }

  /** How much a counter grew, by the values of one of its labels. */
  Map<String, Double> increases(String counter, String label) {
    Map<String, Double> increases = new TreeMap<>();
    after.samples().forEach((series, value) -> {
      if (series.name().equals(counter)) {
        increases.merge(series.label(label), increase(series, value), Double::sum);
      }
    });
    return increases;
  }

  /** The quantile of what a histogram observed in this window; empty where it observed nothing. */
  OptionalDouble quantile(double q, String histogram) {
    NavigableMap<Double, Double> cumulative = new TreeMap<>();
    increases(histogram + "_bucket", "le")
        .forEach((bound, count) -> cumulative.put(bound(bound), count));
    return Quantile.of(q, cumulative);
  }

  private double increase(Series series, double value) {
    double earlier = before.samples().getOrDefault(series, 0.0);
    // A counter that fell has begun again at 0: the service was restarted.
    return value < earlier ? value : value - earlier;
  }

  private static double bound(String le) {
    return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
