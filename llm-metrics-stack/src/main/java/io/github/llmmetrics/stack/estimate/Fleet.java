package io.github.llmmetrics.stack.estimate;

import io.github.llmmetrics.stack.alert.Settings;
import java.time.Duration;

/**
 * Services of one kind, and how one Prometheus watches them. What a series and a sample cost was measured: Prometheus 2.42 with
 * all generated rules, 10, 50, 100 and 200 simulated services at the same time, every 15 s, on 2026-11-24; docs/scaling.md has
 * the table and the command. Other versions, busier queries and series that come and go cost something else.
 *
 * @param instance one of the services
 * @param instances how many there are
 * @param scrapeInterval of each
 * @param retention how long samples are kept
 */
public record Fleet(Instance instance, int instances, Duration scrapeInterval, Duration retention) {

  /**
   * A rule of thumb, not measured: one Prometheus holds several times as many on a large machine; there a restart takes minutes
   * and one query may end it.
   */
  static final long COMFORTABLE_SERIES = 2_000_000;

  /** The most that were measured. Memory of more series is extrapolated, along a line. */
  static final long MEASURED_SERIES = 227_800;

  private static final int MOST_INSTANCES = 100_000;

  /**
   * Resident memory by series that is scraped, at its peak while a block was written: measured. The line of this and the next
   * number was 21 % too high at the most, and 6 % too low.
   */
  private static final long MEMORY_BYTES_PER_SERIES = 5_200;

  /** Resident memory of a Prometheus that scrapes nothing: measured, where that line begins. */
  private static final long MEMORY_BYTES_AT_REST = 60_000_000;

  /** Chunks of a block: measured, 2.9 to 3.1, of services of which every series changes all the time; Prometheus' documentation says 1 to 2 in all. */
  private static final double CHUNK_BYTES_PER_SAMPLE = 3;

  /** A block's index: measured, 77 to 80. */
  private static final long INDEX_BYTES_PER_SERIES = 78;

  /**
   * What one block spans: what Prometheus writes at first. Later it merges blocks, up to a tenth of the retention, and the index
   * with them: this counts too much rather than too little.
   */
  private static final Duration BLOCK = Duration.ofHours(2);

  /** The write-ahead log, records of series too: measured. */
  private static final double LOG_BYTES_PER_SAMPLE = 5;

  /** How long the log reaches back: two hours at least, by Prometheus' documentation, and three when a block is written. */
  private static final Duration LOG = Duration.ofHours(3);

  /**
   * Checks the ranges.
   *
   * @param instance one of the services
   * @param instances 1 to 100,000
   * @param scrapeInterval 1 s to 1 min: beyond, rates over the shortest windows have no data
   * @param retention 2 h or more
   */
  public Fleet {
    Settings.require(
        instances >= 1 && instances <= MOST_INSTANCES,
        "instances",
        instances,
        "1 to " + MOST_INSTANCES);
    Settings.require(
        scrapeInterval.toSeconds() >= 1 && scrapeInterval.toSeconds() <= 60,
        "scrape interval",
        scrapeInterval,
        "1s to 1m");
    Settings.require(retention.toHours() >= 2, "retention", retention, "2h or more");
  }

  /**
   * How many series are scraped at a time. Each restart of a service adds as many once more, until the old ones leave memory
   * after two or three hours.
   *
   * @return those of all services
   */
  public long series() {
    return Math.multiplyExact(instance.total(), (long) instances);
  }

  /**
   * How fast samples come.
   *
   * @return in samples per second
   */
  public double samplesPerSecond() {
    return (double) series() / scrapeInterval.toSeconds();
  }

  /**
   * What Prometheus needs of memory at its peak, while it writes a block and answers a query of the fleet.
   *
   * @return in bytes
   */
  public long memoryBytes() {
    return MEMORY_BYTES_AT_REST + series() * MEMORY_BYTES_PER_SERIES;
  }

  /**
   * What Prometheus needs of disk, the log too.
   *
   * @return in bytes
   */
  public double diskBytes() {
    double samples = CHUNK_BYTES_PER_SAMPLE * samplesPerSecond() * retention.toSeconds();
    double indexes =
        (double) INDEX_BYTES_PER_SERIES * series() * retention.toSeconds() / BLOCK.toSeconds();
    return samples + indexes + LOG_BYTES_PER_SAMPLE * samplesPerSecond() * LOG.toSeconds();
  }

  /**
   * How many times the series that were measured these are.
   *
   * @return 1 or less where nothing of the memory is extrapolated
   */
  public double timesMeasured() {
    return (double) series() / MEASURED_SERIES;
  }

  /**
   * How many Prometheus servers share the work in comfort.
   *
   * @return 1 where one is enough
   */
  public long shards() {
    return (series() + COMFORTABLE_SERIES - 1) / COMFORTABLE_SERIES;
  }
}
