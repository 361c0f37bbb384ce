package io.github.llmmetrics.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.internal.DaemonThread;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The thread that {@code start()} starts: what it does, and that it ends. */
class PollThreadTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ManualClock clock = new ManualClock();
  private final FakeHost host = FakeHost.ordinary();

  private HostMetrics.Builder settings() {
    return HostMetrics.builder(registry)
        .interval(Duration.ofMillis(100))
        .clock(clock)
        .reader(() -> host);
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("llm-metrics-host"))
        .toList();
  }

  @Test
  void start_pollsAtOnceAndAgain_onADaemonThread() throws Exception {
    HostMetrics metrics = settings().start();
    try (metrics) {
      assertThat(threads()).singleElement().matches(Thread::isDaemon);
      Eventually.passes(() -> assertThat(host.reads()).isGreaterThan(2));
      assertThat(Scrapes.text(registry)).contains("llm_system_memory_total_bytes 6.4E10");
    }
    assertThat(threads()).isEmpty();
    assertThat(Scrapes.text(registry)).isEmpty();
  }

  @Test
  void start_asksForTheReader_onItsOwnThread() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    Thread[] asking = new Thread[1];
    HostMetrics.Builder settings = settings().reader(() -> {
      asking[0] = Thread.currentThread();
      asked.countDown();
      return host;
    });
    HostMetrics metrics = settings.start();
    try (metrics) {
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(threads()).containsExactly(asking[0]);
    }
  }

  @Test
  void start_whereTheRegistryHasThem_leavesNothingBehind() {
    HostMetrics first = settings().register();
    try (first) {
      assertThatThrownBy(() -> settings().start()).isInstanceOf(IllegalStateException.class);
      assertThat(threads()).isEmpty();
    }
    HostMetrics second = settings().start();
    try (second) {
      assertThat(threads()).hasSize(1);
    }
  }

  @Test
  void close_duringTheInterval_doesNotWaitForItsEnd() throws Exception {
    HostMetrics metrics = settings().interval(Duration.ofHours(1)).start();
    Eventually.passes(() -> assertThat(Scrapes.text(registry)).isNotEmpty());
    metrics.close();
    metrics.close();

    assertThat(threads()).isEmpty();
  }

  @Test
  void scrape_whileAPollHangs_showsNothingOnceTheLastOneIsTooOld() throws Exception {
    HostMetrics metrics = settings().start();
    try (metrics) {
      Eventually.passes(() -> assertThat(Scrapes.text(registry)).contains("memory_total"));
      int before = host.reads();
      host.hang();
      Eventually.passes(() -> assertThat(host.reads()).isGreaterThan(before));
      clock.advance(Duration.ofSeconds(14));
      assertThat(Scrapes.text(registry)).contains("memory_total");
      // In steps: a reading that began before the hang may end after the clock was moved.
      Eventually.passes(() -> {
        clock.advance(Duration.ofSeconds(16));
        assertThat(Scrapes.text(registry)).isEmpty();
      });

      host.goOn();
      Eventually.passes(() -> assertThat(Scrapes.text(registry)).contains("memory_total"));
    }
  }

  @Test
  void close_whileAPollHangs_returnsAndTheThreadEndsWhenItCan() throws Exception {
    host.hang();
    HostMetrics metrics = settings().start();
    Eventually.passes(() -> assertThat(host.reads()).isPositive());
    metrics.close();
    assertThat(Scrapes.text(registry)).isEmpty();

    host.goOn();
    Eventually.passes(() -> assertThat(threads()).isEmpty());
    assertThat(host.reads()).isEqualTo(1);
  }

  @Test
  void close_onAnInterruptedThread_doesNotWaitAndKeepsTheInterrupt() throws Exception {
    HostMetrics metrics = settings().start();
    Thread.currentThread().interrupt();
    metrics.close();

    assertThat(Thread.interrupted()).isTrue();
    Eventually.passes(() -> assertThat(threads()).isEmpty());
  }

  @Test
  void start_withoutAThreadToHave_isTriedAgainAtTheNextScrape() throws Exception {
    boolean[] hasThreads = {false};
    RecordingLogger logger = new RecordingLogger();
    HostMetrics metrics = settings()
        .logger(logger)
        .threads(task -> {
          if (!hasThreads[0]) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          return DaemonThread.of(PollThread.NAME, task);
        })
        .start();
    try (metrics) {
      assertThat(Scrapes.text(registry)).isEmpty();
      assertThat(logger.lines())
          .containsExactly(
              "WARNING the thread llm-metrics-host does not run; the next scrape starts"
                  + " it again unable to create native thread");

      hasThreads[0] = true;
      Eventually.passes(() -> assertThat(Scrapes.text(registry)).contains("memory_total"));
      assertThat(threads()).hasSize(1);
    }
  }

  @Test
  void poll_thatThrowsBesideItsReadings_isLoggedAndTheNextOneComes() throws Exception {
    RecordingLogger logger = new RecordingLogger();
    host.network = () -> Collections.singletonList(Hostile.missing());
    HostMetrics metrics = settings().logger(logger).start();
    try (metrics) {
      Eventually.passes(() -> assertThat(host.reads()).isGreaterThan(2));
      assertThat(logger.lines())
          .singleElement()
          .asString()
          .startsWith(
              "WARNING a poll of the host failed, its series go when the last ones are too old");

      host.network(new NetworkTraffic("eth0", 1, 2));
      Eventually.passes(() -> assertThat(Scrapes.text(registry)).contains("memory_total"));
    }
  }

  @Test
  void thread_thatIsInterrupted_goesOn() throws Exception {
    HostMetrics metrics = settings().start();
    try (metrics) {
      Eventually.passes(() -> assertThat(host.reads()).isPositive());
      threads().forEach(Thread::interrupt);
      int before = host.reads();
      Eventually.passes(() -> assertThat(host.reads()).isGreaterThan(before + 1));
      assertThat(threads()).hasSize(1).noneMatch(Thread::isInterrupted);
    }
  }
}
