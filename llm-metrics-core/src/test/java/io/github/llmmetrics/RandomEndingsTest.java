package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Figures;
import io.github.llmmetrics.testing.LedgerCheck;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import io.github.llmmetrics.testing.ScrapedSeries;
import io.github.llmmetrics.testing.Together;
import io.github.llmmetrics.testing.UsedHeap;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Requests that end in every way there is, at random, those that nobody ends included: the ledger is exact after each
 * round, and the heap stays flat. The long form is {@code -Psoak}.
 */
class RandomEndingsTest {

  private static final long REQUESTS = Long.getLong("soak.requests", 400_000);
  private static final int ROUNDS = Integer.getInteger("soak.rounds", 10);
  private static final int THREADS = 2;
  private static final int MODELS = 7;
  private static final int CUSTOMERS = 5_000;

  /** One of so many requests is forgotten. */
  private static final int FORGOTTEN = 100;

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Map<Status, LongAdder> ended = Arrays.stream(Status.values())
      .collect(Collectors.toUnmodifiableMap(status -> status, status -> new LongAdder()));
  private final Queue<RequestMetrics> held = new ConcurrentLinkedQueue<>();

  private final LlmMetrics metrics = LlmMetrics.builder()
      .registry(registry)
      .clock(clock, clock)
      .logger(new RecordingLogger())
      .build();

  @Test
  void requests_withRandomEndings_addUpExactlyAndLeaveNothingBehind() throws Exception {
    long start = System.nanoTime();
    UsedHeap before = UsedHeap.measure();
    for (int round = 0; round < ROUNDS; round++) {
      boolean isLossRound = round % 2 == 0;
      long seed = round;
      Together.run(
          THREADS,
          thread -> simulate(new SplittableRandom(seed * THREADS + thread), thread, isLossRound));
      if (isLossRound) {
        collectTheLost();
      } else {
        clock.advance(Duration.ofMinutes(61));
      }
      assertLedgerIsExact();
      held.clear();
      if (round == ROUNDS / 10) {
        before = UsedHeap.measure();
      }
    }
    UsedHeap after = UsedHeap.measure();
    metrics.close();

    Figures figures = Figures.of("requests with random endings", begun())
        .and("seconds", (System.nanoTime() - start) / 1_000_000_000)
        .and("heap after the first tenth", before)
        .and("heap at the end", after);
    ended.forEach((status, count) -> {
      assertThat(count.sum()).as(status.label()).isPositive();
      figures.and(status.label(), String.format("%,d", count.sum()));
    });
    assertThat(after.growthSince(before)).isLessThan(UsedHeap.FLAT);
  }

  private long begun() {
    return ended.values().stream().mapToLong(LongAdder::sum).sum();
  }

  private void collectTheLost() throws Exception {
    Eventually.passes(() -> {
      System.gc();
      assertThat(ScrapedSeries.of(registry).sum("llm_active_requests")).isZero();
    });
  }

  private void assertLedgerIsExact() {
    ScrapedSeries scrape = ScrapedSeries.of(registry);
    LedgerCheck.assertHolds(scrape);
    ended.forEach(
        (status, count) -> assertThat(scrape.sum("llm_requests_total", "status", status.label()))
            .as(status.label())
            .isEqualTo((double) count.sum()));
    assertThat(scrape.sum("llm_requests_started_total")).isEqualTo((double) begun());
    assertThat(scrape.sum("llm_active_requests")).isZero();
    assertThat(scrape.sum("llm_metrics_dropped_total")).isZero();
  }

  private void simulate(SplittableRandom random, int thread, boolean isLossRound) {
    for (long i = 0; i < REQUESTS / ROUNDS / THREADS; i++) {
      String model = "model-" + random.nextInt(MODELS);
      String customer = "customer-" + random.nextInt(CUSTOMERS);
      Status status;
      if (random.nextInt(FORGOTTEN) == 0) {
        forget(model, customer, "forgotten-" + thread + "-" + i, isLossRound, random);
        status = Status.ABANDONED;
      } else if (random.nextBoolean()) {
        status = endByHandle(metrics.middleware().begin(model, customer), random);
      } else {
        String id = "id-" + thread + "-" + i;
        RequestMetrics unused = metrics.middleware().start(id, model, customer);
        status = endById(id, random);
      }
      count(status);
    }
  }

  private void count(Status status) {
    Objects.requireNonNull(ended.get(status)).increment();
  }

  /** Only the loss of a handle ends it in a round of losses, else only its age. */
  private void forget(
      String model, String customer, String id, boolean isLossRound, SplittableRandom random) {
    if (isLossRound) {
      metrics.middleware().begin(model, customer).token();
    } else if (random.nextBoolean()) {
      held.add(metrics.middleware().begin(model, customer));
    } else {
      RequestMetrics unused = metrics.middleware().start(id, model, customer);
    }
  }

  private static Status endByHandle(RequestMetrics request, SplittableRandom random) {
    request.tokens(random.nextInt(1, 5));
    switch (random.nextInt(8)) {
      case 0 -> request.fail(new IllegalStateException("of the test"));
      case 1 -> request.failHttp(504);
      case 2 -> request.failHttp(429);
      case 3 -> request.cancel();
      case 4 -> request.close();
      default -> request.finish(random.nextInt(1_000), random.nextInt(1_000));
    }
    return request.status().orElseThrow();
  }

  private Status endById(String id, SplittableRandom random) {
    MetricsMiddleware middleware = metrics.middleware();
    middleware.token(id);
    List<Status> all = List.of(Status.values());
    Status status = all.get(random.nextInt(all.size()));
    switch (status) {
      case SUCCESS -> middleware.finish(id, random.nextInt(1_000), random.nextInt(1_000));
      case ERROR -> middleware.fail(id, new IllegalStateException("of the test"));
      case CANCELLED -> middleware.cancel(id);
      default -> middleware.finish(id, status);
    }
    return status;
  }
}
