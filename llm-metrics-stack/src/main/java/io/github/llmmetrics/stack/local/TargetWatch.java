package io.github.llmmetrics.stack.local;

import io.github.llmmetrics.stack.prometheus.HttpSource;
import io.github.llmmetrics.stack.prometheus.PrometheusClient;
import io.github.llmmetrics.stack.prometheus.ScrapedTarget;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Waits for the targets of a Prometheus. */
public final class TargetWatch {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final PrometheusClient client;

  /**
   * A watch.
   *
   * @param prometheus where it is
   */
  public TargetWatch(URI prometheus) {
    this.client = new PrometheusClient(prometheus, new HttpSource(Map.of(), ANSWER));
  }

  /**
   * Waits until all targets are up.
   *
   * @param limit how long
   * @param stack that must go on running meanwhile
   * @return all targets, also those that Prometheus has not taken up yet; some are not up if the time was too short
   * @throws LocalStackException if the stack does not run any more
   */
  public List<ScrapedTarget> await(Duration limit, LocalStack stack) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      stack.requireRunning();
      List<ScrapedTarget> targets = found(stack.targets(), client.targets());
      if (targets.stream().allMatch(ScrapedTarget::isUp) || System.nanoTime() - deadline > 0) {
        return targets;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Each target as Prometheus knows it, or as unknown: for its first seconds it names none. */
  static List<ScrapedTarget> found(List<ScrapedTarget> expected, List<ScrapedTarget> known) {
    return expected.stream()
        .map(target -> known.stream().filter(target::isSameAs).findFirst().orElse(target))
        .toList();
  }
}
