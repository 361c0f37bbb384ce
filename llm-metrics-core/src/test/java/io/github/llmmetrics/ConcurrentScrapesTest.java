package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.LedgerCheck;
import io.github.llmmetrics.testing.ScrapedSeries;
import io.github.llmmetrics.testing.Together;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several Prometheus servers scrape at the same time, and an engine does not answer, or answers late. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ConcurrentScrapesTest {

  private static final Logger LOGGER = Logger.getLogger(LlmMetrics.class.getName());
  private static final int SCRAPERS = 8;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger reads = new AtomicInteger();

  @BeforeAll
  static void expectFailures() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void logAgain() {
    LOGGER.setLevel(null);
  }

  @AfterEach
  void release() {
    released.countDown();
  }

  private LlmMetrics metrics(Duration callbackTimeout) {
    return LlmMetrics.builder()
        .registry(registry)
        .callbackTimeout(callbackTimeout)
        .build();
  }

  /** An engine that answers when it is released, and not before. */
  private final class BlockedEngine implements EngineStats {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public OptionalLong queueDepth() {
      calls.incrementAndGet();
      reads.incrementAndGet();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return OptionalLong.of(5);
    }
  }

  private static double failures(ScrapedSeries scrape) {
    return scrape.sum("llm_metrics_callback_failures_total", "source", "engine_stats");
  }

  @Test
  void scrape_engineNeverAnswers_allScrapersReturnAndOneThreadIsHeld() throws Exception {
    LlmMetrics metrics = metrics(Duration.ofMillis(50));
    BlockedEngine blocked = new BlockedEngine();
    metrics.engine("m").watch(blocked);
    metrics.middleware().start("live", "m");

    for (int round = 0; round < 3; round++) {
      Together.run(SCRAPERS, thread -> {
        ScrapedSeries scrape = ScrapedSeries.of(registry);
        LedgerCheck.assertHolds(scrape);
        assertThat(scrape.series("llm_queue_depth")).isEmpty();
        assertThat(scrape.sum("llm_active_requests")).isEqualTo(1);
      });
    }

    assertThat(blocked.calls).as("readings that hang").hasValue(1);
    // The scrape that says so has failed to read the engine itself.
    assertThat(failures(ScrapedSeries.of(registry))).isEqualTo(3.0 * SCRAPERS + 1);
  }

  @Test
  void scrape_engineAnswersAgain_gaugeIsBack() throws Exception {
    LlmMetrics metrics = metrics(Duration.ofMillis(50));
    BlockedEngine blocked = new BlockedEngine();
    metrics.engine("m").watch(blocked);
    Together.run(SCRAPERS, thread -> ScrapedSeries.of(registry));

    released.countDown();

    // The late reading may still be on its way home; each scrape that finds it so fails at once.
    ScrapedSeries scrape = ScrapedSeries.of(registry);
    while (scrape.series("llm_queue_depth").isEmpty()) {
      scrape = ScrapedSeries.of(registry);
    }
    assertThat(scrape.sum("llm_queue_depth")).isEqualTo(5);
  }

  @Test
  void scrape_manyEnginesNeverAnswer_theyAreWaitedForTogether() throws Exception {
    int engines = 40;
    LlmMetrics metrics = metrics(Duration.ofSeconds(1));
    for (int i = 0; i < engines; i++) {
      metrics.engine("m" + i).watch(new BlockedEngine());
    }

    // One after the other they would take 40 s, and as many for each further scraper.
    long start = System.nanoTime();
    Together.run(SCRAPERS, thread -> ScrapedSeries.of(registry));

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Duration.ofSeconds(engines / 2));
    assertThat(reads).as("readings that hang").hasValue(engines);
  }

  @Test
  void scrape_severalAtOnceOfAnEngineThatAnswers_allHaveItsValuesAndNothingFails()
      throws Exception {
    LlmMetrics metrics = metrics(LONGEST);
    metrics.engine("m").watch(new BlockedEngine());
    Thread[] scrapers = new Thread[SCRAPERS];
    double[] depths = new double[SCRAPERS];
    for (int i = 0; i < SCRAPERS; i++) {
      int scraper = i;
      scrapers[i] =
          new Thread(() -> depths[scraper] = ScrapedSeries.of(registry).sum("llm_queue_depth"));
      scrapers[i].start();
    }
    for (Thread each : scrapers) {
      awaitWaiting(each);
    }

    released.countDown();
    for (Thread each : scrapers) {
      each.join();
    }

    assertThat(depths).containsOnly(5);
    assertThat(reads).as("readings, shared").hasValue(1);
    assertThat(failures(ScrapedSeries.of(registry))).isZero();
  }

  /** Returns when the thread waits for the engine, or is done. */
  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void scrape_unwatchedWhileItIsRead_leavesNoStaleGauge() {
    LlmMetrics metrics = metrics(LONGEST);
    EngineMetrics engine = metrics.engine("m");
    engine.watch(new EngineStats() {
      @Override
      public OptionalLong queueDepth() {
        engine.unwatch();
        return OptionalLong.of(7);
      }
    });

    registry.scrape();

    assertThat(ScrapedSeries.of(registry).series("llm_queue_depth")).isEmpty();
  }

  @Test
  void scrape_engineThrowsAnything_costsItsSamplesOnly() {
    LlmMetrics metrics = metrics(LONGEST);
    metrics.engine("m").watch(new EngineStats() {
      @Override
      public OptionalLong queueDepth() {
        throw new StackOverflowError();
      }
    });
    metrics.middleware().begin("m").finish(1, 1);

    registry.scrape();

    ScrapedSeries scrape = ScrapedSeries.of(registry);
    assertThat(scrape.series("llm_queue_depth")).isEmpty();
    assertThat(scrape.sum("llm_requests_total")).isEqualTo(1);
    assertThat(failures(scrape)).isEqualTo(2);
  }
}
