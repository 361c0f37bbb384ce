package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventWatchTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ManualClock clock = new ManualClock();
  private final RecordingLogger logger = new RecordingLogger();
  private final FakeDriver driver = new FakeDriver();
  private final InstrumentSet set = InstrumentSet.builder().registry(registry).build();
  private final GpuInstruments instruments = new GpuInstruments(set, clock);
  private final GpuLog log = new GpuLog(logger, clock);
  private final GpuPoller poller = new GpuPoller(
      driver,
      instruments,
      log,
      clock,
      new GpuPoller.Timing(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(10)));
  private final EventWatch watch =
      new EventWatch(driver, poller, instruments, log, Duration.ofSeconds(5));

  EventWatchTest() {
    set.register();
  }

  private static String xid(int gpu, String xid) {
    return SystemMetrics.GPU_XID_ERRORS.name() + "{gpu_id=\"" + gpu + "\",xid=\"" + xid + "\"}";
  }

  private Map<String, Double> scrape() {
    return Scrapes.series(registry);
  }

  @Test
  void step_withoutADriver_hasNothingToDo() {
    assertThat(watch.step()).isFalse();
    assertThat(driver.calls).isEmpty();
  }

  @Test
  void step_exposesAsZeroWhatWouldWakeSomebody() {
    poller.poll();

    assertThat(watch.step()).isTrue();
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
      assertThat(watch.step()).isTrue();
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

    assertThat(watch.step()).isFalse();
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

    assertThat(watch.step()).isFalse();
    assertThat(driver.calls).endsWith("stop listening");
  }

  @Test
  void step_whenTheWaitFails_countsItAndBeginsAnew() {
    poller.poll();
    driver.awaitResult = CallResult.GPU_IS_LOST;
    assertThat(watch.step()).isFalse();
    driver.awaitResult = CallResult.TIMEOUT;

    assertThat(watch.step()).isTrue();
    assertThat(scrape()).containsEntry("llm_gpu_poll_errors_total{reason=\"gpu_is_lost\"}", 1.0);
  }

  @Test
  void step_whereThereAreNoEvents_isNoError() {
    poller.poll();
    driver.eventsOpenResult = CallResult.FUNCTION_NOT_FOUND;
    assertThat(watch.step()).isFalse();
    assertThat(scrape()).doesNotContainKey(xid(0, "79"));
    assertThat(scrape())
        .containsEntry("llm_gpu_poll_errors_total{reason=\"function_not_found\"}", 0.0);

    driver.eventsOpenResult = CallResult.NO_PERMISSION;
    assertThat(watch.step()).isFalse();
    assertThat(scrape()).containsEntry("llm_gpu_poll_errors_total{reason=\"no_permission\"}", 1.0);
  }

  @Test
  void step_thatThrows_costsEventsOnly() {
    poller.poll();
    driver.eventsFailure = new IllegalStateException("binding");

    assertThat(watch.step()).isFalse();
    assertThat(scrape()).containsEntry("llm_gpu_poll_errors_total{reason=\"exception\"}", 1.0);
    assertThat(logger.lines()).last().asString().contains("GPU events").contains("binding");
  }
}
