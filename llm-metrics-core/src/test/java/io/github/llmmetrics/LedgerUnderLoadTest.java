package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.LedgerCheck;
import io.github.llmmetrics.testing.ScrapedSeries;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sixty-four callers, a scraper that never rests, and every end that there is: each scrape must add up, and at the end
 * all must be what the callers say that they did.
 *
 * <p>Callers of a real service mostly wait for the engine. Here they wait for the scraper, which lets all of them go a
 * few steps on with each scrape: sixty-four threads that never wait would leave it no processor.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LedgerUnderLoadTest {

  private static final int CALLERS = 64;
  private static final int SCRAPES = 1_500;
  private static final int STEPS_PER_SCRAPE = 4 * CALLERS;
  private static final int ROUNDS = 300;
  private static final int SHARED = 16;
  /** One that only its caller touches: active is never above the number of callers. */
  private static final List<String> OWNED = List.of("owned-a", "owned-b", "owned-c");
  /** Of which each caller has one live at any time but the moment of its replacement: one too many shows. */
  private static final String HELD = "held";
  /** Whose handles several callers end. */
  private static final String CONTESTED = "contested";
  /** Whose ids several callers start and end. */
  private static final String BY_ID = "by-id";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LlmMetrics metrics = LlmMetrics.builder().registry(registry).build();
  private final MetricsMiddleware middleware = metrics.middleware();
  private final Semaphore steps = new Semaphore(0);
  private volatile boolean enough;
  private final AtomicReferenceArray<RequestMetrics> handles = new AtomicReferenceArray<>(SHARED);

  @Test
  void scrape_underLoad_alwaysAddsUpAndEndsAtTheCallersOwnTally() throws Exception {
    List<Future<Caller>> running = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      for (int i = 0; i < CALLERS; i++) {
        Caller caller = new Caller(i);
        running.add(threads.submit(() -> {
          caller.run();
          return caller;
        }));
      }
      ScrapeWatch watch = new ScrapeWatch();
      for (int i = 0; i < SCRAPES; i++) {
        steps.release(STEPS_PER_SCRAPE);
        watch.check(ScrapedSeries.of(registry));
      }
      enough = true;
      steps.release(Integer.MAX_VALUE / 2);
      List<Caller> callers = new ArrayList<>();
      for (Future<Caller> each : running) {
        callers.add(each.get());
      }
      endWhatIsLeft();
      ScrapedSeries last = ScrapedSeries.of(registry);
      watch.check(last);
      assertThat(watch.mostActive).as("most requests of a model at a time").isEqualTo(CALLERS);
      checkTally(last, callers);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void close_underLoad_nothingIsThrown() throws Exception {
    List<Future<?>> running = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS + 1);
    try {
      steps.release(Integer.MAX_VALUE / 2);
      CountDownLatch halfway = new CountDownLatch(CALLERS / 2);
      for (int i = 0; i < CALLERS; i++) {
        Caller caller = new Caller(i);
        running.add(threads.submit(() -> {
          caller.rounds(ROUNDS);
          halfway.countDown();
          caller.rounds(ROUNDS);
        }));
      }
      CountDownLatch closed = new CountDownLatch(1);
      running.add(threads.submit(() -> {
        while (closed.getCount() > 0) {
          ScrapedSeries scrape = ScrapedSeries.of(registry);
          LedgerCheck.assertHolds(scrape);
        }
      }));
      halfway.await();
      metrics.close();
      closed.countDown();
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(registry.scrape().size()).as("metrics after close").isZero();
    assertThat(middleware.begin("late").status()).contains(Status.ABANDONED);
  }

  /** Every request that is live still: those in the slots, and those with an id. */
  private void endWhatIsLeft() {
    for (int i = 0; i < SHARED; i++) {
      RequestMetrics left = handles.get(i);
      if (left != null) {
        left.close();
      }
    }
    // By its newest start an id is found; by a start once more it is ended as a duplicate.
    for (int i = 0; i < SHARED; i++) {
      leftovers.add(middleware.start("id-" + i, BY_ID));
    }
    leftovers.forEach(left -> left.finish(1, 1));
  }

  private final List<RequestMetrics> leftovers = new ArrayList<>();

  private void checkTally(ScrapedSeries last, List<Caller> callers) {
    Map<String, Map<Status, Long>> ends = new TreeMap<>();
    callers.forEach(caller -> caller.owned.forEach(
        (model, statuses) -> statuses.forEach((status, count) -> add(ends, model, status, count))));
    List<RequestMetrics> byId = new ArrayList<>(leftovers);
    for (Caller caller : callers) {
      caller.contested.forEach(each -> add(ends, CONTESTED, each.status().orElseThrow(), 1));
      byId.addAll(caller.byId);
    }
    byId.forEach(each -> add(ends, BY_ID, each.status().orElseThrow(), 1));

    ends.forEach((model, statuses) -> {
      assertThat(last.sum("llm_active_requests", "model", model)).as(model).isZero();
      for (Status status : Status.values()) {
        double expected = statuses.getOrDefault(status, 0L);
        String[] labels = {"model", model, "status", status.label()};
        assertThat(last.sum("llm_requests_total", labels))
            .as("%s %s", model, status)
            .isEqualTo(expected);
        assertThat(last.sum("llm_request_latency_seconds_count", labels))
            .as("latencies of %s %s", model, status)
            .isEqualTo(expected);
      }
    });
    assertThat(last.sum("llm_requests_total"))
        .isEqualTo(ends.values().stream()
            .flatMap(statuses -> statuses.values().stream())
            .mapToDouble(Long::doubleValue)
            .sum());
    checkOwned(last, callers);
    checkDrops(last, callers, ends);
  }

  private static void add(
      Map<String, Map<Status, Long>> ends, String model, Status status, long count) {
    ends.computeIfAbsent(model, key -> new EnumMap<>(Status.class)).merge(status, count, Long::sum);
  }

  private static void checkOwned(ScrapedSeries last, List<Caller> callers) {
    for (String model : OWNED) {
      assertThat(last.sum("llm_tokens_total", "model", model, "type", "completion"))
          .as("completion tokens of %s", model)
          .isEqualTo(sum(callers, caller -> caller.tokens.getOrDefault(model, 0L)));
      assertThat(last.sum("llm_time_to_first_token_seconds_count", "model", model))
          .as("first tokens of %s", model)
          .isEqualTo(sum(callers, caller -> caller.firstTokens.getOrDefault(model, 0L)));
    }
    assertThat(last.sum("llm_inter_token_latency_seconds_count"))
        .as("gaps between tokens")
        .isEqualTo(sum(callers, caller -> caller.gaps));
    for (int i = 0; i < CALLERS; i++) {
      Caller caller = callers.get(i);
      assertThat(last.sum("llm_customer_requests_total", "customer_id", "customer-" + i))
          .isEqualTo(OWNED.stream()
              .flatMap(model -> caller.owned.getOrDefault(model, Map.of()).values().stream())
              .mapToDouble(Long::doubleValue)
              .sum());
      assertThat(last.sum(
              "llm_customer_tokens_total", "customer_id", "customer-" + i, "type", "completion"))
          .isEqualTo(
              caller.tokens.values().stream().mapToDouble(Long::doubleValue).sum());
    }
  }

  /** Each call to end something either ended it or was dropped; only a second start abandons one with an id. */
  private static void checkDrops(
      ScrapedSeries last, List<Caller> callers, Map<String, Map<Status, Long>> ends) {
    long abandonedById = ends.getOrDefault(BY_ID, Map.of()).getOrDefault(Status.ABANDONED, 0L);
    assertThat(last.sum("llm_metrics_dropped_total", "reason", "duplicate_id"))
        .as("duplicate ids")
        .isEqualTo((double) abandonedById);
    double endCalls = sum(callers, caller -> caller.contestedEndCalls) + SHARED;
    double ended = 0;
    for (String model : List.of(CONTESTED, BY_ID)) {
      for (Map.Entry<Status, Long> end : ends.getOrDefault(model, Map.of()).entrySet()) {
        ended += end.getKey() == Status.ABANDONED ? 0 : end.getValue();
      }
    }
    assertThat(last.sum("llm_metrics_dropped_total", "reason", "after_end")
            + last.sum("llm_metrics_dropped_total", "reason", "unknown_id"))
        .as("ends that came late")
        .isEqualTo(endCalls - ended);
    assertThat(last.sum("llm_metrics_dropped_total") - abandonedById)
        .as("no other drops")
        .isEqualTo(endCalls - ended);
  }

  private static double sum(List<Caller> callers, ToLongFunction<Caller> part) {
    return callers.stream().mapToLong(part).sum();
  }

  /** What is true of every scrape, and of every scrape against the one before. */
  private static final class ScrapeWatch {
    private final Map<String, Map<Labels, Double>> before = new HashMap<>();
    private double mostActive;

    void check(ScrapedSeries scrape) {
      LedgerCheck.assertHolds(scrape);
      scrape.series("llm_active_requests").forEach((labels, active) -> {
        // Of the shared ones each slot may hold one more, beside the one in each caller's hands.
        String model = labels.get("model");
        boolean shared = CONTESTED.equals(model) || BY_ID.equals(model);
        int most = shared ? CALLERS + SHARED : CALLERS;
        assertThat(active).as("active of %s", labels).isBetween(0.0, (double) most);
        if (HELD.equals(model)) {
          mostActive = Math.max(mostActive, active);
        }
      });
      scrape.byName().forEach((name, series) -> {
        if (name.endsWith("_total") || name.endsWith("_count")) {
          checkNeverFalls(name, series);
        }
      });
    }

    private void checkNeverFalls(String name, Map<Labels, Double> series) {
      Map<Labels, Double> earlier = before.getOrDefault(name, Map.of());
      assertThat(series.keySet()).as("series of %s", name).containsAll(earlier.keySet());
      series.forEach((labels, value) -> assertThat(value)
          .as("%s%s", name, labels)
          .isGreaterThanOrEqualTo(earlier.getOrDefault(labels, 0.0)));
      before.put(name, series);
    }
  }

  /** One caller, and what it knows that it did. */
  private final class Caller {
    private final SplittableRandom random;
    private final String customer;
    private final Map<String, Map<Status, Long>> owned = new TreeMap<>();
    private final Map<String, Long> tokens = new TreeMap<>();
    private final Map<String, Long> firstTokens = new TreeMap<>();
    private final List<RequestMetrics> contested = new ArrayList<>();
    private final List<RequestMetrics> byId = new ArrayList<>();
    private RequestMetrics held = middleware.begin(HELD);
    private long gaps;
    private long contestedEndCalls;

    Caller(int number) {
      random = new SplittableRandom(number);
      customer = "customer-" + number;
    }

    void run() {
      while (!enough) {
        round();
      }
      held.finish();
      add(owned, HELD, Status.SUCCESS, 1);
    }

    void rounds(int rounds) {
      for (int i = 0; i < rounds; i++) {
        round();
      }
    }

    private void round() {
      step();
      held.finish();
      held = middleware.begin(HELD);
      add(owned, HELD, Status.SUCCESS, 1);
      switch (random.nextInt(4)) {
        case 0 -> contestedRound();
        case 1 -> byIdRound();
        default -> ownedRound();
      }
    }

    private void step() {
      steps.acquireUninterruptibly();
    }

    private void ownedRound() {
      String model = OWNED.get(random.nextInt(OWNED.size()));
      RequestMetrics request = middleware.begin(model, customer);
      int marks = random.nextInt(4);
      for (int i = 0; i < marks; i++) {
        step();
        request.token();
      }
      if (marks > 0) {
        firstTokens.merge(model, 1L, Long::sum);
        gaps += marks - 1;
      }
      long completion = random.nextInt(100);
      request.usage(Usage.of(10, completion));
      tokens.merge(model, completion, Long::sum);
      Status status = end(request);
      add(owned, model, status, 1);
    }

    /** Ends a request that is certainly live. */
    private Status end(RequestMetrics request) {
      switch (random.nextInt(5)) {
        case 0 -> {
          request.fail(new TimeoutException());
          return Status.TIMEOUT;
        }
        case 1 -> {
          request.fail(new RejectedExecutionException());
          return Status.REJECTED;
        }
        case 2 -> {
          request.cancel();
          return Status.CANCELLED;
        }
        case 3 -> {
          request.close();
          return Status.ABANDONED;
        }
        default -> {
          request.finish();
          // What comes after the end and is no mistake.
          request.close();
          return Status.SUCCESS;
        }
      }
    }

    /** Begins one into a slot and ends what was there, or ends what another caller may be ending too. */
    private void contestedRound() {
      int slot = random.nextInt(SHARED);
      RequestMetrics found;
      if (random.nextBoolean()) {
        RequestMetrics mine = middleware.begin(CONTESTED);
        contested.add(mine);
        found = handles.getAndSet(slot, mine);
      } else {
        found = handles.get(slot);
      }
      if (found != null) {
        endContested(found);
      }
    }

    private void endContested(RequestMetrics request) {
      switch (random.nextInt(4)) {
        case 0 -> request.close();
        case 1 -> {
          contestedEndCalls++;
          request.cancel();
        }
        case 2 -> {
          contestedEndCalls++;
          request.fail(new IllegalStateException());
        }
        default -> {
          contestedEndCalls++;
          request.finish(3, 4);
        }
      }
    }

    private void byIdRound() {
      String id = "id-" + random.nextInt(SHARED);
      switch (random.nextInt(4)) {
        case 0, 1 -> byId.add(middleware.start(id, BY_ID));
        case 2 -> {
          contestedEndCalls++;
          middleware.finish(id, 1, 2);
        }
        default -> {
          contestedEndCalls++;
          middleware.cancel(id);
        }
      }
    }
  }
}
