package io.github.llmmetrics.stack.prometheus;

/**
 * A target as Prometheus sees it.
 *
 * @param job which kind of target
 * @param instance which one
 * @param health {@code up}, {@code down}, or {@code unknown} before its first scrape
 * @param error why it is down; empty if it is not
 */
public record ScrapedTarget(String job, String instance, String health, String error) {

  private static final String UNKNOWN = "unknown";

  /**
   * One that Prometheus has not scraped, or not even taken up.
   *
   * @param job which kind of target
   * @param instance which one
   * @return a target of unknown health
   */
  public static ScrapedTarget unscraped(String job, String instance) {
    return new ScrapedTarget(job, instance, UNKNOWN, "");
  }

  /**
   * Whether another one is this one, at another time.
   *
   * @param other what is compared
   * @return whether both have the same job and instance
   */
  public boolean isSameAs(ScrapedTarget other) {
    return job.equals(other.job) && instance.equals(other.instance);
  }

  /**
   * Whether it was not scraped yet, so that nobody knows whether it is up.
   *
   * @return true before the first scrape
   */
  public boolean isUnscraped() {
    return health.equals(UNKNOWN);
  }

  /**
   * Whether the last scrape went well.
   *
   * @return false before the first one, too
   */
  public boolean isUp() {
    return health.equals("up");
  }
}
