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

  /**
   * Whether the last scrape went well.
   *
   * @return false before the first one, too
   */
  public boolean isUp() {
    return health.equals("up");
  }
}
