package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineMetricsTest {

  private static final String FAILURES =
      "llm_metrics_callback_failures_total{source=\"engine_stats\"}";

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private LlmMetrics metrics = start(LlmMetrics.builder().callbackTimeout(Duration.ofSeconds(10)));
  private final Engine stats = new Engine();

  private LlmMetrics start(LlmMetrics.Builder builder) {
    return builder.registry(registry).clock(clock, clock).build();
  }

  private void restart(LlmMetrics.Builder builder) {
    metrics.close();
    metrics = start(builder);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  private Map<String, Double> series() {
    return Scrapes.series(registry);
  }

  private double dropped(String reason) {
    return Scrapes.value(registry, "llm_metrics_dropped_total{reason=\"" + reason + "\"}");
  }

  /** An engine that knows everything about itself. */
  private static class Engine implements EngineStats {

    private final AtomicInteger reads = new AtomicInteger();
    private volatile long queueDepth = 3;
    private volatile double kvCache = 71.5;

    @Override
    public OptionalLong queueDepth() {
      reads.incrementAndGet();
      return OptionalLong.of(queueDepth);
    }

    @Override
    public OptionalLong runningRequests() {
      return OptionalLong.of(16);
    }

    @Override
    public OptionalDouble oldestWaitingSeconds() {
      return OptionalDouble.of(0.25);
    }

    @Override
    public OptionalDouble kvCacheUsagePercent() {
      return OptionalDouble.of(kvCache);
    }

    @Override
    public OptionalLong prefixCacheHitTokens() {
      return OptionalLong.of(4096);
    }

    @Override
    public OptionalLong prefixCacheMissedTokens() {
      return OptionalLong.of(1024);
    }

    @Override
    public OptionalLong preemptions() {
      return OptionalLong.of(2);
    }
  }

  private void assertShowsTheEngine() {
    assertThat(series())
        .containsEntry("llm_queue_depth{model=\"m\"}", 3.0)
        .containsEntry("llm_running_requests{model=\"m\"}", 16.0)
        .containsEntry("llm_oldest_waiting_seconds{model=\"m\"}", 0.25)
        .containsEntry("llm_kv_cache_usage_percent{model=\"m\"}", 71.5)
        .containsEntry("llm_prefix_cache_hits_total{model=\"m\"}", 4096.0)
        .containsEntry("llm_prefix_cache_misses_total{model=\"m\"}", 1024.0)
        .containsEntry("llm_preemptions_total{model=\"m\"}", 2.0);
  }

  private void assertShowsNoGauges() {
    assertThat(series())
        .doesNotContainKey("llm_queue_depth{model=\"m\"}")
        .doesNotContainKey("llm_running_requests{model=\"m\"}")
        .doesNotContainKey("llm_oldest_waiting_seconds{model=\"m\"}")
        .doesNotContainKey("llm_kv_cache_usage_percent{model=\"m\"}");
  }

  @Test
  void push_showsWhatWasPushed() {
    EngineMetrics engine = metrics.engine("m");
    engine.setQueueDepth(3);
    engine.setRunningRequests(16);
    engine.setOldestWaitingSeconds(0.25);
    engine.setKvCacheUsagePercent(71.5);
    engine.addPrefixCache(4000, 1000);
    engine.addPrefixCache(96, 24);
    engine.addPreemptions(2);
    engine.recordBatchSize(12);

    assertShowsTheEngine();
    assertThat(series())
        .containsEntry("llm_batch_size_bucket{model=\"m\",le=\"16.0\"}", 1.0)
        .containsEntry("llm_batch_size_bucket{model=\"m\",le=\"8.0\"}", 0.0)
        .containsEntry("llm_batch_size_sum{model=\"m\"}", 12.0);
    assertThat(metrics.engine("m")).isSameAs(engine);
  }

  @Test
  void push_ofBadNumbers_isRefusedByItsReason() {
    EngineMetrics engine = metrics.engine("m");
    engine.setQueueDepth(-1);
    engine.setRunningRequests(-1);
    engine.addPreemptions(-1);
    engine.recordBatchSize(-1);
    engine.addPrefixCache(-1, -1);
    engine.setOldestWaitingSeconds(Double.NaN);
    engine.setOldestWaitingSeconds(Double.POSITIVE_INFINITY);
    engine.setKvCacheUsagePercent(Double.NEGATIVE_INFINITY);
    engine.setKvCacheUsagePercent(100.1);
    engine.setKvCacheUsagePercent(-0.1);

    assertThat(dropped("negative")).isEqualTo(7);
    assertThat(dropped("not_finite")).isEqualTo(3);
    assertThat(dropped("out_of_range")).isEqualTo(1);
    assertShowsNoGauges();
    assertThat(series()).doesNotContainKey("llm_batch_size_sum{model=\"m\"}");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 100})
  void push_atTheEndsOfTheRange_isTaken(double percent) {
    metrics.engine("m").setKvCacheUsagePercent(percent);

    assertThat(series()).containsEntry("llm_kv_cache_usage_percent{model=\"m\"}", percent);
  }

  @Test
  void push_ofABadNumberAfterAGoodOne_keepsTheGoodOne() {
    metrics.engine("m").setKvCacheUsagePercent(50);
    metrics.engine("m").setKvCacheUsagePercent(Double.NaN);

    assertThat(series()).containsEntry("llm_kv_cache_usage_percent{model=\"m\"}", 50.0);
  }

  @Test
  void watch_isReadOnceInEachScrape() {
    metrics.engine("m").watch(stats);
    assertThat(stats.reads).hasValue(0);

    assertShowsTheEngine();
    assertThat(stats.reads).hasValue(1);
    stats.queueDepth = 4;
    assertThat(series()).containsEntry("llm_queue_depth{model=\"m\"}", 4.0);
    assertThat(stats.reads).hasValue(2);
    assertThat(series()).containsEntry(FAILURES, 0.0);
  }

  @Test
  void watch_ofAnEngineThatKnowsNothing_showsNothing() {
    metrics.engine("m").watch(new EngineStats() {});

    assertShowsNoGauges();
    assertThat(series())
        .containsEntry("llm_preemptions_total{model=\"m\"}", 0.0)
        .containsEntry(FAILURES, 0.0);
  }

  @Test
  void watch_thatTellsBadNumbers_losesThoseOnly() {
    metrics.engine("m").watch(stats);
    assertShowsTheEngine();
    stats.queueDepth = -1;
    stats.kvCache = 101;

    assertThat(series())
        .doesNotContainKey("llm_queue_depth{model=\"m\"}")
        .doesNotContainKey("llm_kv_cache_usage_percent{model=\"m\"}")
        .containsEntry("llm_running_requests{model=\"m\"}", 16.0)
        .containsEntry("llm_metrics_dropped_total{reason=\"negative\"}", 1.0)
        .containsEntry("llm_metrics_dropped_total{reason=\"out_of_range\"}", 1.0);
  }

  @Test
  void watch_whoseCounterFalls_showsTheRestart() {
    AtomicInteger preemptions = new AtomicInteger(50);
    metrics.engine("m").watch(new EngineStats() {
      @Override
      public OptionalLong preemptions() {
        return OptionalLong.of(preemptions.get());
      }
    });
    assertThat(series()).containsEntry("llm_preemptions_total{model=\"m\"}", 50.0);
    preemptions.set(1);
    assertThat(series()).containsEntry("llm_preemptions_total{model=\"m\"}", 1.0);
  }

  @ParameterizedTest
  @CsvSource({"exception", "error", "null"})
  void watch_thatThrows_costsItsOwnSamplesOnly(String how) {
    metrics.engine("other-model").setQueueDepth(7);
    AtomicInteger failing = new AtomicInteger();
    metrics.engine("m").watch(new Engine() {
      @Override
      public OptionalDouble oldestWaitingSeconds() {
        if (failing.get() == 0) {
          return super.oldestWaitingSeconds();
        }
        switch (how) {
          case "exception" -> throw new IllegalStateException("of the host");
          case "error" -> throw new StackOverflowError("of the host");
          default -> {
            return Hostile.missing();
          }
        }
      }
    });
    assertShowsTheEngine();
    failing.set(1);

    assertThat(series())
        .doesNotContainKey("llm_queue_depth{model=\"m\"}")
        .doesNotContainKey("llm_oldest_waiting_seconds{model=\"m\"}")
        .containsEntry("llm_preemptions_total{model=\"m\"}", 2.0)
        .containsEntry("llm_queue_depth{model=\"other-model\"}", 7.0)
        .containsEntry(FAILURES, 1.0);
    failing.set(0);
    assertShowsTheEngine();
  }

  @Test
  void watch_thatBlocks_isGivenUpAndItsThreadIsTheOnlyOneHeld() throws Exception {
    restart(LlmMetrics.builder().callbackTimeout(Duration.ofMillis(1)));
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    metrics.engine("m").watch(new EngineStats() {
      @Override
      public OptionalLong queueDepth() {
        reads.incrementAndGet();
        awaitUnchecked(release);
        released.countDown();
        return OptionalLong.of(1);
      }
    });

    assertThat(series())
        .containsEntry(FAILURES, 1.0)
        .doesNotContainKey("llm_queue_depth{model=\"m\"}");
    assertThat(series())
        .containsEntry(FAILURES, 2.0)
        .containsEntry("llm_metrics_log_lines_held_back_total", 1.0);
    assertThat(reads).hasValueLessThanOrEqualTo(1);
    release.countDown();
    released.await();
    assertThat(reads).hasValue(1);
  }

  @Test
  void close_interruptsAReadingThatHangs() throws Exception {
    restart(LlmMetrics.builder().callbackTimeout(Duration.ofMillis(1)));
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    metrics.engine("m").watch(new EngineStats() {
      @Override
      public OptionalLong queueDepth() {
        reading.countDown();
        awaitUnchecked(new CountDownLatch(1));
        interrupted.countDown();
        return OptionalLong.empty();
      }
    });
    assertThat(series()).containsEntry(FAILURES, 1.0);
    reading.await();
    metrics.close();

    // Hangs, until the time limit of the class ends it, where nothing interrupts.
    interrupted.await();
    assertThat(Scrapes.text(registry)).isEmpty();
  }

  @Test
  void watch_readByTwoScrapesAtOnce_isReadOnceForBoth() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    metrics.engine("m").watch(new Engine() {
      @Override
      public OptionalLong runningRequests() {
        reading.countDown();
        awaitUnchecked(release);
        return super.runningRequests();
      }
    });
    CompletableFuture<Map<String, Double>> first = CompletableFuture.supplyAsync(this::series);
    reading.await();
    CompletableFuture<Map<String, Double>> second = CompletableFuture.supplyAsync(this::series);
    // The second is either waiting for the same reading or will make its own; neither is a failure.
    release.countDown();

    assertThat(first.get()).containsEntry("llm_running_requests{model=\"m\"}", 16.0);
    assertThat(second.get())
        .containsEntry("llm_running_requests{model=\"m\"}", 16.0)
        .containsEntry(FAILURES, 0.0);
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void watch_aSecondTime_isRefused() {
    EngineMetrics engine = metrics.engine("m");
    engine.watch(stats);

    assertThatThrownBy(() -> engine.watch(new Engine()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "watch: the engine of m is watched already; call unwatch() before it is replaced");
    assertShowsTheEngine();
  }

  @Test
  void watch_afterAPush_isRefused() {
    EngineMetrics engine = metrics.engine("m");
    engine.setQueueDepth(1);

    assertThatThrownBy(() -> engine.watch(stats))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("watch: values were pushed for the engine of m; one source feeds a series");
  }

  @Test
  void watch_ofNull_isRefused() {
    EngineMetrics engine = metrics.engine("m");

    assertThatThrownBy(() -> engine.watch(Hostile.missing()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("stats");
  }

  @Test
  void watch_ofAModelOverTheLimit_isRefused() {
    restart(LlmMetrics.builder().labelLimit("model", 1).models("m"));
    EngineMetrics engine = metrics.engine("n");

    assertThatThrownBy(() -> engine.watch(stats))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("watch: the model is over the limit of the label model");
  }

  @Test
  void push_forAWatchedEngine_isDroppedExceptTheBatchSize() {
    EngineMetrics engine = metrics.engine("m");
    engine.watch(stats);
    engine.setQueueDepth(99);
    engine.setKvCacheUsagePercent(99);
    engine.addPrefixCache(99, 99);
    engine.addPreemptions(99);
    engine.recordBatchSize(12);

    assertShowsTheEngine();
    assertThat(dropped("watched")).isEqualTo(5);
    assertThat(series()).containsEntry("llm_batch_size_sum{model=\"m\"}", 12.0);
  }

  @Test
  void unwatch_makesTheGaugesAbsentAndKeepsTheCounters() {
    EngineMetrics engine = metrics.engine("m");
    engine.unwatch();
    engine.watch(stats);
    assertShowsTheEngine();
    engine.unwatch();

    assertShowsNoGauges();
    assertThat(series()).containsEntry("llm_preemptions_total{model=\"m\"}", 2.0);
    assertThat(stats.reads).hasValue(1);
    engine.watch(stats);
    assertShowsTheEngine();
  }

  @Test
  void unwatch_whileTheEngineIsRead_leavesNoStaleGauge() {
    EngineMetrics engine = metrics.engine("m");
    engine.watch(new Engine() {
      @Override
      public OptionalLong runningRequests() {
        engine.unwatch();
        return super.runningRequests();
      }
    });

    assertShowsNoGauges();
    assertShowsNoGauges();
  }

  @Test
  void engine_ofAMissingModel_isThatOfUnknown() {
    metrics.engine(Hostile.missing()).setQueueDepth(1);

    assertThat(series())
        .containsEntry("llm_queue_depth{model=\"unknown\"}", 1.0)
        .containsEntry("llm_metrics_repaired_total{label=\"model\"}", 1.0);
  }

  @Test
  void engine_overTheLimit_countsWhatAddsUpAndSkipsWhatDoesNot() {
    restart(LlmMetrics.builder().labelLimit("model", 1).models("m"));
    metrics.engine("n").setQueueDepth(1);
    metrics.engine("o").setQueueDepth(1);
    metrics.engine("n").addPreemptions(2);
    metrics.engine("o").addPreemptions(3);

    assertThat(series())
        .containsEntry("llm_preemptions_total{model=\"other\"}", 5.0)
        .doesNotContainKey("llm_queue_depth{model=\"other\"}")
        .containsEntry("llm_metrics_dropped_total{reason=\"series_limit\"}", 2.0)
        .containsEntry("llm_metrics_overflow_total{label=\"model\"}", 4.0);
  }
}
