package io.github.llmmetrics.stack.estimate;

import io.github.llmmetrics.stack.alert.Settings;
import java.time.Duration;

/**
 * Services of one kind, and how one Prometheus watches them. Memory and disk are rules of thumb: an order of magnitude
 * to plan with, not a promise.
 *
 * @param instance one of the services
 * @param instances how many there are
 * @param scrapeInterval of each
 * @param retention how long samples are kept
 */
public record Fleet(Instance instance, int instances, Duration scrapeInterval, Duration retention) {

  /** One Prometheus holds ten times as many on a large machine; there a restart takes minutes and one query may end it. */
  static final long COMFORTABLE_SERIES = 2_000_000;

  private static final int MOST_INSTANCES = 100_000;

  /** Resident memory by series that is scraped: a rule of thumb. */
  private static final long MEMORY_BYTES_PER_SERIES = 4_000;

  /** Resident memory of a Prometheus that scrapes nothing. */
  private static final long MEMORY_BYTES_AT_REST = 100_000_000;

  /** On disk, index and chunks: Prometheus' documentation says 1 to 2. */
  private static final double DISK_BYTES_PER_SAMPLE = 2;

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
   * What Prometheus needs of memory, queries apart.
   *
   * @return in bytes
   */
  public long memoryBytes() {
    return MEMORY_BYTES_AT_REST + series() * MEMORY_BYTES_PER_SERIES;
  }

  /**
   * What Prometheus needs of disk.
   *
   * @return in bytes
   */
  public double diskBytes() {
    return samplesPerSecond() * retention.toSeconds() * DISK_BYTES_PER_SAMPLE;
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
