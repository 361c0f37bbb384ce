package io.github.llmmetrics.stack.estimate;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.stack.format.TextTable;
import io.github.llmmetrics.stack.promql.Durations;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An estimate as a person reads it.
 *
 * @param fleet what is estimated
 */
public record EstimateText(Fleet fleet) {

  private static final int LARGEST = 10;

  /**
   * The metrics with the most series, then what Prometheus has to carry, and how far that was measured.
   *
   * @return lines
   */
  public String text() {
    return metrics() + "\n" + totals() + "\n" + basis() + advice();
  }

  private String metrics() {
    Map<MetricDefinition, Long> series = fleet.instance().series();
    long total = fleet.instance().total();
    List<List<String>> rows = series.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(LARGEST)
        .map(entry -> List.of(
            entry.getKey().name(),
            String.join(",", entry.getKey().labelNames()),
            number(entry.getValue()),
            String.format(Locale.ROOT, "%.0f %%", 100.0 * entry.getValue() / total)))
        .toList();
    return new TextTable(List.of("LARGEST METRICS", "LABELS", "SERIES", "SHARE"), rows).text();
  }

  private String totals() {
    return new TextTable(
            List.of("PROMETHEUS", ""),
            List.of(
                List.of("series of one instance", number(fleet.instance().total())),
                List.of(
                    "series of " + number(fleet.instances()) + " instances",
                    number(fleet.series())),
                List.of(
                    "samples a second, scraped each " + Durations.text(fleet.scrapeInterval()),
                    number(Math.round(fleet.samplesPerSecond()))),
                List.of("memory at its peak, queries apart", bytes((double) fleet.memoryBytes())),
                List.of("disk for " + Durations.text(fleet.retention()), bytes(fleet.diskBytes()))))
        .text();
  }

  private String basis() {
    String memory = fleet.timesMeasured() <= 1
        ? "memory is within what was measured"
        : String.format(
            Locale.ROOT, "memory is extrapolated, %.1f times as far", fleet.timesMeasured());
    return "Series are counted, at worst. Measured with up to " + number(Fleet.MEASURED_SERIES)
        + " series on Prometheus 2.42:\n"
        + memory + "; disk is extrapolated from a block of less than half an hour.\n";
  }

  private String advice() {
    long shards = fleet.shards();
    return shards == 1
        ? ""
        : "\nMore than " + number(Fleet.COMFORTABLE_SERIES)
            + " series, a rule of thumb: share the instances among " + shards
            + " Prometheus servers, and send the recorded series to one store.\n";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String bytes(double bytes) {
    return bytes < 1e12
        ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
        : String.format(Locale.ROOT, "%.1f TB", bytes / 1e12);
  }
}
