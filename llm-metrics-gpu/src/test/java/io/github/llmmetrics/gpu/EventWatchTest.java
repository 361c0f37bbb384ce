package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.internal.DaemonThread;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventWatchTest {

  private static final long BREATH = Duration.ofMillis(10).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ManualClock clock = new ManualClock();
  private final RecordingLogger logger = new RecordingLogger();
  private final FakeDriver driver = new FakeDriver();
  private final InstrumentSet set = InstrumentSet.builder().registry(registry).build();
  private final GpuInstruments instruments = new GpuInstruments(set, clock);
  private final GpuLog log = new GpuLog(logger, clock);
  private final Timing timing =
      new Timing(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(10), clock);
  private final GpuPoller poller =
      new GpuPoller(driver, instruments, log, timing, DaemonThread.factory("test"));
  private final EventWatch watch =
      new EventWatch(driver, poller, instruments, log, timing, DaemonThread.factory("test-events"));

  EventWatchTest() {
    set.register();
    driver.onAwait = () -> clock.advanceMillis(500);
  }

  @AfterEach
  void nothingStaleWasTouched() {
    assertThat(driver.calls).doesNotContain("stale handle");
  }

  private static String error(String reason) {
    return "llm_gpu_poll_errors_total{reason=\"" + reason + "\"}";
  }

  private static String xid(int gpu, String xid) {
    return SystemMetrics.GPU_XID_ERRORS.name() + "{gpu_id=\"" + gpu + "\",xid=\"" + xid + "\"}";
  }

  private Map<String, Double> scrape() {
    return Scrapes.series(registry);
  }

  @Test
  void step_withoutADriver_hasNothingToDo() {
    assertThat(watch.step()).isEqualTo(SECOND);
    assertThat(driver.calls).isEmpty();
  }

  @Test
  void step_exposesAsZeroWhatWouldWakeSomebody() {
    poller.poll();

    assertThat(watch.step()).isZero();
    assertThat(GpuInstruments.DECLARED_XIDS)
        .contains("48", "79", "140", "154", "other")
        .allSatisfy(number -> assertThat(scrape())
            .containsEntry(xid(0, number), 0.0)
            .containsEntry(xid(1, number), 0.0));
  }

  @Test
  void step_countsEventsByDeviceAndNumber() {
    poller.poll();
    long[][] events = {{1, 79}, {1, 79}, {0, 999}, {0, 5_000}, {0, -1}, {-1, 79}};
    for (long[] event : events) {
      driver.pendingEvents.add(event);
      assertThat(watch.step()).isZero();
    }

    assertThat(scrape())
        .containsEntry(xid(1, "79"), 2.0)
        .containsEntry(xid(0, "79"), 0.0)
        .containsEntry(xid(0, "999"), 1.0)
        .containsEntry(xid(0, "other"), 2.0);
  }

  @Test
  void step_afterADeviceCame_listensAnew() {
    driver.fake(1).result = CallResult.GPU_IS_LOST;
    poller.poll();
    watch.step();
    assertThat(scrape()).containsKey(xid(0, "79")).doesNotContainKey(xid(1, "79"));

    driver.fake(1).result = CallResult.SUCCESS;
    poller.poll();
    watch.step();
    watch.step();
    assertThat(scrape()).containsEntry(xid(1, "79"), 0.0);
    assertThat(driver.calls)
        .containsExactly("load", "open", "listen to 2", "stop listening", "listen to 2");
  }

  @Test
  void step_whereNoDeviceCanBeListenedTo_doesNotWait() {
    poller.poll();
    driver.fake(0).result = CallResult.GPU_IS_LOST;
    driver.fake(1).result = CallResult.GPU_IS_LOST;

    assertThat(watch.step()).isEqualTo(SECOND);
    assertThat(driver.calls).endsWith("listen to 2", "stop listening");
  }

  @Test
  void step_duringTheFirstPoll_doesNotListenTwice() {
    driver.fake(0).tells = readings -> watch.step();
    driver.fake(1).tells = readings -> watch.step();
    poller.poll();
    watch.step();

    assertThat(driver.calls).containsExactly("load", "open", "listen to 2");
  }

  @Test
  void step_afterTheDriverWent_stopsListening() {
    poller.poll();
    watch.step();
    driver.countResult = CallResult.UNKNOWN;
    poller.poll();

    assertThat(watch.step()).isEqualTo(SECOND);
    assertThat(driver.calls).endsWith("stop listening");
  }

  @Test
  void step_whenALaterWaitFails_countsItAndBeginsAnewSoon() {
    poller.poll();
    watch.step();
    driver.awaitResult = CallResult.GPU_IS_LOST;
    assertThat(watch.step()).isEqualTo(SECOND);
    driver.awaitResult = CallResult.TIMEOUT;

    assertThat(watch.step()).isZero();
    assertThat(scrape()).containsEntry(error("gpu_is_lost"), 1.0);
    assertThat(driver.calls).endsWith("listen to 2", "stop listening", "listen to 2");
  }

  @Test
  void step_whenTheFirstWaitFails_beginsAnewAtTheRetryInterval() {
    poller.poll();
    driver.awaitResult = CallResult.GPU_IS_LOST;
    for (int i = 0; i < 10; i++) {
      assertThat(watch.step()).isEqualTo(SECOND);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(driver.calls).endsWith("open", "listen to 2", "stop listening");

    clock.advance(Duration.ofMinutes(1));
    watch.step();
    assertThat(driver.calls)
        .endsWith("listen to 2", "stop listening", "listen to 2", "stop listening");
    assertThat(scrape()).containsEntry(error("gpu_is_lost"), 2.0);
  }

  @Test
  void step_afterTheDriverWasOpenedAgain_forgetsWhatItHad() {
    poller.poll();
    watch.step();
    driver.countResult = CallResult.UNINITIALIZED;
    poller.poll();
    driver.countResult = CallResult.SUCCESS;
    poller.poll();

    assertThat(watch.step()).isZero();
    assertThat(driver.calls).containsExactly("load", "open", "listen to 2", "open", "listen to 2");
  }

  @Test
  void step_whoseWaitFindsTheDriverShutDown_forgetsWhatItHad() {
    poller.poll();
    watch.step();
    driver.awaitResult = CallResult.UNINITIALIZED;

    assertThat(watch.step()).isEqualTo(SECOND);
    assertThat(driver.calls).endsWith("listen to 2");
    assertThat(scrape()).containsEntry(error("uninitialized"), 1.0);
  }

  @Test
  void step_whileTheDriverIsOpenedAgain_isInsideOnlyBeforeOrAfter() throws Exception {
    poller.poll();
    CountDownLatch isInside = new CountDownLatch(1);
    driver.onAwait = () -> {
      isInside.countDown();
      // As a wait that ends only after the poller has found that the driver was shut down.
      while (poller.session().isOpen()) {
        Thread.onSpinWait();
      }
    };
    Thread events = new Thread(watch::step);
    events.start();
    isInside.await();
    driver.countResult = CallResult.UNINITIALIZED;
    poller.poll();
    events.join();

    assertThat(driver.calls).containsExactly("load", "open", "listen to 2", "open");
  }

  @Test
  void step_whoseWaitIsNone_breathesUnlessItTellsNews() {
    poller.poll();
    driver.onAwait = () -> {};
    assertThat(watch.step()).isEqualTo(BREATH);
    for (long[] event : new long[][] {{0, 13}, {1, 13}, {1, 31}}) {
      driver.pendingEvents.add(event);
      assertThat(watch.step()).isZero();
    }
    for (long[] event : new long[][] {{1, 31}, {-1, 31}}) {
      driver.pendingEvents.add(event);
      assertThat(watch.step()).isEqualTo(BREATH);
    }

    assertThat(scrape()).containsEntry(xid(1, "31"), 2.0);
  }

  @Test
  void step_whereThereAreNoEvents_isNoError() {
    poller.poll();
    driver.eventsOpenResult = CallResult.FUNCTION_NOT_FOUND;
    assertThat(watch.step()).isEqualTo(SECOND);
    assertThat(scrape()).doesNotContainKey(xid(0, "79"));
    assertThat(scrape())
        .containsEntry("llm_gpu_poll_errors_total{reason=\"function_not_found\"}", 0.0);

    driver.eventsOpenResult = CallResult.NO_PERMISSION;
    clock.advance(Duration.ofMinutes(1));
    assertThat(watch.step()).isEqualTo(SECOND);
    assertThat(scrape()).containsEntry("llm_gpu_poll_errors_total{reason=\"no_permission\"}", 1.0);
  }

  @Test
  void step_whereNothingCanBeHeard_triesAgainAtTheRetryIntervalOnly() {
    poller.poll();
    driver.eventsOpenResult = CallResult.NOT_SUPPORTED;
    for (int i = 0; i < 59; i++) {
      assertThat(watch.step()).isEqualTo(SECOND);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(driver.calls).containsExactly("load", "open", "listen to 2");

    clock.advance(Duration.ofSeconds(1));
    watch.step();
    assertThat(driver.calls).containsExactly("load", "open", "listen to 2", "listen to 2");
  }

  @Test
  void step_thatThrows_costsEventsOnly() {
    poller.poll();
    driver.eventsFailure = new IllegalStateException("binding");

    assertThat(watch.step()).isEqualTo(SECOND);
    assertThat(watch.step()).isEqualTo(SECOND);
    assertThat(scrape()).containsEntry(error("exception"), 1.0);
    assertThat(logger.lines()).last().asString().contains("GPU events").contains("binding");
    assertThat(driver.calls).containsExactly("load", "open", "listen to 2", "stop listening");
  }

  @Test
  void step_thatThrowsAfterItBegan_closesWhatItBegan() {
    poller.poll();
    driver.hearsFailure = new IllegalStateException("binding");
    watch.step();

    assertThat(driver.calls).containsExactly("load", "open", "listen to 2", "stop listening");
    assertThat(scrape()).containsEntry(error("exception"), 1.0);
  }
}
