package io.github.llmmetrics.examples.system;

import io.github.llmmetrics.stack.format.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What one Prometheus bore, watching a fleet.
 *
 * @param instances how many services
 * @param estimatedSeries of all services
 * @param scrapedSeries of all services
 * @param headSeries what Prometheus holds: recorded series, its own and five more for each target come on top
 * @param samplesPerSecond that it takes in
 * @param failedScrapes of services, in the whole run
 * @param slowestScrapeSeconds in the whole run
 * @param scrapeSeconds of the median service
 * @param rulesSeconds to evaluate each group of rules once
 * @param missedEvaluations of groups of rules, in the whole run
 * @param cores that it keeps busy
 * @param residentBytes its memory, the mean of 5 minutes
 * @param mostResidentBytes its memory, the most of 10 minutes
 * @param liveBytes its heap after a collection
 * @param peakResidentBytes the most memory ever, while queries were asked and a block was written
 * @param walBytesPerSample on disk, the records of series too
 * @param chunkBytesPerSample on disk, in a block
 * @param indexBytesPerSeries on disk, in a block
 * @param rawQueryMilliseconds of p99 over the whole run, of all instances
 * @param recordedQueryMilliseconds of the same, of recorded series
 */
record FleetMeasurement(
    int instances,
    long estimatedSeries,
    long scrapedSeries,
    long headSeries,
    double samplesPerSecond,
    long failedScrapes,
    double slowestScrapeSeconds,
    double scrapeSeconds,
    double rulesSeconds,
    long missedEvaluations,
    double cores,
    double residentBytes,
    double mostResidentBytes,
    double liveBytes,
    long peakResidentBytes,
    double walBytesPerSample,
    double chunkBytesPerSample,
    double indexBytesPerSeries,
    double rawQueryMilliseconds,
    double recordedQueryMilliseconds) {

  /** A column for each. */
  static String table(List<FleetMeasurement> measured) {
    return new TextTable(
            row("instances", measured, m -> number(m.instances)),
            List.of(
                row("series, estimated", measured, m -> number(m.estimatedSeries)),
                row("series, scraped", measured, m -> number(m.scrapedSeries)),
                row("series, in memory", measured, m -> number(m.headSeries)),
                row("samples/s", measured, m -> number(Math.round(m.samplesPerSecond))),
                row("scrapes failed", measured, m -> number(m.failedScrapes)),
                row("scrape, median: ms", measured, m -> decimal(m.scrapeSeconds * 1e3)),
                row("scrape, slowest: ms", measured, m -> decimal(m.slowestScrapeSeconds * 1e3)),
                row("all rules once: ms", measured, m -> decimal(m.rulesSeconds * 1e3)),
                row("rule evaluations missed", measured, m -> number(m.missedEvaluations)),
                row("cores busy", measured, m -> decimal(m.cores)),
                row("resident, mean: MB", measured, m -> decimal(m.residentBytes / 1e6)),
                row("resident, most: MB", measured, m -> decimal(m.mostResidentBytes / 1e6)),
                row("heap, live: MB", measured, m -> decimal(m.liveBytes / 1e6)),
                row("peak with a block: MB", measured, m -> decimal(m.peakResidentBytes / 1e6)),
                row("WAL: bytes/sample", measured, m -> decimal(m.walBytesPerSample)),
                row("chunks: bytes/sample", measured, m -> decimal(m.chunkBytesPerSample)),
                row("index: bytes/series", measured, m -> decimal(m.indexBytesPerSeries)),
                row("p99, raw: ms", measured, m -> decimal(m.rawQueryMilliseconds)),
                row("p99, recorded: ms", measured, m -> decimal(m.recordedQueryMilliseconds))))
        .text();
  }

  private static List<String> row(
      String title, List<FleetMeasurement> measured, Function<FleetMeasurement, String> cell) {
    return Stream.concat(Stream.of(title), measured.stream().map(cell)).toList();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
