package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.LedgerCheck;
import io.github.llmmetrics.testing.ScrapedSeries;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** Requests on the threads that modern hosts have: virtual ones, and those of the common pool. */
class ManyThreadsTest {

  private static final int REQUESTS = 10_000;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LlmMetrics metrics = LlmMetrics.builder().registry(registry).build();

  @TempDir
  private Path folder;

  @Test
  @EnabledForJreRange(minVersion = 21)
  void requests_eachOnAVirtualThread_addUpExactlyAndPinNoCarrier() throws Exception {
    initializeClasses();

    List<RecordedEvent> pinned =
        pinnedDuring(() -> onVirtualThreads(REQUESTS, this::serveAndScrapeNowAndThen));

    assertLedgerIsExact();
    assertThat(pinned).isEmpty();
  }

  @Test
  @EnabledForJreRange(minVersion = 21)
  void pinnedDuring_threadThatParksInAClassInitializer_isSeen() throws Exception {
    List<RecordedEvent> pinned = pinnedDuring(
        () -> onVirtualThreads(1, i -> assertThat(ParksInItsInitializer.DONE).isTrue()));

    assertThat(pinned).isNotEmpty();
  }

  /** A native frame, the JVM's own, is on the stack meanwhile. */
  private static final class ParksInItsInitializer {

    static final Boolean DONE;

    static {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      DONE = true;
    }
  }

  @Test
  void requests_onTheCommonPool_addUpExactly() throws Exception {
    List<Callable<Void>> tasks = tasks(REQUESTS, this::serveAndScrapeNowAndThen);

    getAll(ForkJoinPool.commonPool().invokeAll(tasks));

    assertLedgerIsExact();
  }

  /** A thread that waits for another one to load a class is pinned by the JVM, whoever's the class is. */
  private static void initializeClasses() throws Exception {
    ManyThreadsTest other = new ManyThreadsTest();
    onVirtualThreads(1, thread -> {
      for (int i = 0; i < 8; i++) {
        other.serveAndScrapeNowAndThen(i);
      }
    });
    other.metrics.close();
  }

  /** What one request does; {@code i} counts from 0. */
  @FunctionalInterface
  private interface Request {
    void serve(int i) throws Exception;
  }

  private void serveAndScrapeNowAndThen(int i) throws Exception {
    String id = "id-" + i;
    RequestMetrics request = metrics.middleware().start(id, "model-" + i % 7, "customer-" + i);
    metrics.middleware().scheduled(id);
    request.token();
    LockSupport.parkNanos(1);
    request.token();
    if (i % 1_000 == 0) {
      LedgerCheck.assertHolds(ScrapedSeries.of(registry));
    }
    switch (i % 4) {
      case 0 -> metrics.middleware().finish(id, 10, 2);
      case 1 -> request.fail(new IllegalStateException("of the test"));
      case 2 -> request.cancel();
      default -> request.close();
    }
  }

  private void assertLedgerIsExact() {
    ScrapedSeries scrape = ScrapedSeries.of(registry);
    LedgerCheck.assertHolds(scrape);
    assertThat(scrape.sum("llm_requests_started_total")).isEqualTo(REQUESTS);
    assertThat(scrape.sum("llm_active_requests")).isZero();
    for (String status : List.of("success", "error", "cancelled", "abandoned")) {
      assertThat(scrape.sum("llm_requests_total", "status", status))
          .as(status)
          .isEqualTo(REQUESTS / 4.0);
    }
    assertThat(scrape.sum("llm_inter_token_latency_seconds_count")).isEqualTo(REQUESTS);
    assertThat(scrape.sum("llm_metrics_dropped_total")).isZero();
  }

  private List<RecordedEvent> pinnedDuring(Callable<Void> work) throws Exception {
    // By name: the code is compiled for a JDK that does not have it.
    String event = "jdk.VirtualThreadPinned";
    Path file = folder.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(event).withThreshold(Duration.ZERO).withStackTrace();
      recording.start();
      work.call();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(each -> each.getEventType().getName().equals(event))
        .toList();
  }

  private static Void onVirtualThreads(int n, Request request) throws Exception {
    ExecutorService threads = (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try {
      getAll(threads.invokeAll(tasks(n, request)));
    } finally {
      threads.shutdownNow();
    }
    return null;
  }

  private static List<Callable<Void>> tasks(int n, Request request) {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int number = i;
      tasks.add(() -> {
        request.serve(number);
        return null;
      });
    }
    return tasks;
  }

  private static void getAll(List<Future<Void>> running) throws Exception {
    for (Future<Void> each : running) {
      each.get(1, TimeUnit.MINUTES);
    }
  }
}
