package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.llmmetrics.gpu.FakeDriver.FakeDevice;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a driver can do to the poller, and what a scrape then says. */
class GpuPollerTest {

  private static final String ERRORS = "llm_gpu_poll_errors_total";
  private static final String DRIVER_UP = "llm_gpu_driver_up";
  private static final String DURATION = "llm_gpu_poll_duration_seconds";
  private static final String UP_0 = "llm_gpu_up{gpu_id=\"0\"}";
  private static final String UP_1 = "llm_gpu_up{gpu_id=\"1\"}";
  private static final String TEMPERATURE_0 = "llm_gpu_temperature_celsius{gpu_id=\"0\"}";
  private static final String TEMPERATURE_1 = "llm_gpu_temperature_celsius{gpu_id=\"1\"}";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ManualClock clock = new ManualClock();
  private final FakeDriver driver = new FakeDriver();
  private final GpuMetrics metrics = GpuMetrics.builder(registry)
      .driver(driver::create)
      .clock(clock, clock)
      .interval(Duration.ofSeconds(5))
      .retryInterval(Duration.ofMinutes(1))
      .callTimeout(Duration.ofSeconds(10))
      .build();

  @AfterEach
  void close() {
    metrics.close();
  }

  /** What a scrape says, but for the failures that have not happened. */
  private Map<String, Double> scrape() {
    Map<String, Double> series = new TreeMap<>(Scrapes.series(registry));
    series.entrySet().removeIf(each -> each.getKey().startsWith(ERRORS) && each.getValue() == 0);
    return series;
  }

  private static String errors(String reason) {
    return ERRORS + "{reason=\"" + reason + "\"}";
  }

  private static String downFor(String reason) {
    return "llm_gpu_down_reason{gpu_id=\"0\",reason=\"" + reason + "\"}";
  }

  @Test
  void scrape_beforeTheFirstPoll_saysThatTheDriverIsDown() {
    assertThat(scrape()).containsOnly(Map.entry(DRIVER_UP, 0.0));
  }

  @Test
  void scrape_beforeTheFirstPoll_hasEveryFailureAsZero() {
    assertThat(Scrapes.series(registry))
        .containsEntry(errors("gpu_is_lost"), 0.0)
        .containsEntry(errors("not_loaded"), 0.0)
        .doesNotContainKey(errors("success"))
        .hasSize(CallResult.values().length);
  }

  @Test
  void poll_ofADeviceThatIsDown_saysWhyAndNothingElse() {
    for (CallResult why : List.of(CallResult.GPU_IS_LOST, CallResult.RESET_REQUIRED)) {
      driver.fake(0).result = why;
      metrics.poll();
      metrics.poll();

      assertThat(Scrapes.text(registry, "llm_gpu_down_reason"))
          .isEqualTo("""
          # HELP llm_gpu_down_reason why the device is down now; absent while it is up
          # TYPE llm_gpu_down_reason gauge
          llm_gpu_down_reason{gpu_id="0",reason="%s"} 1.0
          """.formatted(why.reason()));
    }

    driver.fake(0).result = CallResult.SUCCESS;
    metrics.poll();
    assertThat(Scrapes.text(registry, "llm_gpu_down_reason")).isEmpty();
  }

  @Test
  void poll_withoutALibrary_saysSoAndPausesLong() {
    driver.loadFailure = new UnsatisfiedLinkError("libnvidia-ml.so.1");

    assertThat(metrics.poll()).isEqualTo(Duration.ofMinutes(1).toNanos());
    assertThat(scrape())
        .containsOnly(Map.entry(DRIVER_UP, 0.0), Map.entry(errors("not_loaded"), 1.0));

    driver.loadFailure = null;
    assertThat(metrics.poll()).isEqualTo(Duration.ofSeconds(5).toNanos());
    assertThat(scrape()).containsEntry(DRIVER_UP, 1.0).containsEntry(UP_1, 1.0);
  }

  @ParameterizedTest
  @EnumSource(
      value = CallResult.class,
      names = {"DRIVER_NOT_LOADED", "LIB_RM_VERSION_MISMATCH", "NO_PERMISSION", "UNKNOWN"})
  void poll_ofADriverThatDoesNotOpen_saysSoAndPausesLong(CallResult result) {
    driver.openResult = result;

    assertThat(metrics.poll()).isEqualTo(Duration.ofMinutes(1).toNanos());
    assertThat(scrape())
        .containsOnly(Map.entry(DRIVER_UP, 0.0), Map.entry(errors(result.reason()), 1.0));

    driver.openResult = CallResult.SUCCESS;
    metrics.poll();
    assertThat(scrape()).containsEntry(DRIVER_UP, 1.0).containsEntry(errors(result.reason()), 1.0);
  }

  @Test
  void poll_ofADriverThatFailsLater_losesWhatTheDevicesTold() {
    metrics.poll();
    driver.countResult = CallResult.UNKNOWN;

    assertThat(metrics.poll()).isEqualTo(Duration.ofSeconds(5).toNanos());
    assertThat(scrape())
        .containsEntry(DRIVER_UP, 0.0)
        .containsEntry(UP_0, 0.0)
        .containsEntry(downFor("unknown"), 1.0)
        .containsEntry(errors("unknown"), 1.0)
        .doesNotContainKeys(TEMPERATURE_0, DURATION);

    driver.countResult = CallResult.SUCCESS;
    metrics.poll();
    assertThat(scrape()).containsEntry(UP_0, 1.0).containsEntry(TEMPERATURE_0, 40.0);
    assertThat(driver.calls).containsOnlyOnce("open");
  }

  @Test
  void poll_ofADriverThatFailsAgainAndAgain_pausesLong() {
    metrics.poll();
    driver.countResult = CallResult.UNKNOWN;

    assertThat(List.of(metrics.poll(), metrics.poll(), metrics.poll(), metrics.poll()))
        .map(Duration::ofNanos)
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));
  }

  @Test
  void poll_ofADriverThatWasShutDownBesideUs_opensItAgain() {
    metrics.poll();
    driver.countResult = CallResult.UNINITIALIZED;
    metrics.poll();

    assertThat(driver.calls).filteredOn("open"::equals).hasSize(2);
    assertThat(scrape()).containsEntry(DRIVER_UP, 0.0);
  }

  @Test
  void poll_ofALostDevice_leavesTheOthersAlone() {
    driver.fake(0).tells = readings -> {
      readings.put(GpuReading.ENERGY, 7);
      readings.mig().add("MIG-1", "1g.10gb", 1, 2);
    };
    metrics.poll();
    driver.fake(0).result = CallResult.GPU_IS_LOST;
    driver.fake(1).tells = readings -> readings.put(GpuReading.TEMPERATURE, 41);
    metrics.poll();

    assertThat(scrape())
        .containsEntry(DRIVER_UP, 1.0)
        .containsEntry(UP_0, 0.0)
        .containsEntry(UP_1, 1.0)
        .containsEntry(TEMPERATURE_1, 41.0)
        .containsEntry(errors("gpu_is_lost"), 1.0)
        .doesNotContainKeys(
            "llm_gpu_energy_joules_total{gpu_id=\"0\"}",
            "llm_gpu_mig_memory_used_bytes{gpu_id=\"0\",mig_uuid=\"MIG-1\",profile=\"1g.10gb\"}");
    assertThat(Scrapes.text(registry, "llm_gpu_info")).contains("uuid=\"GPU-0\"");

    driver.fake(0).result = CallResult.SUCCESS;
    metrics.poll();
    assertThat(scrape())
        .containsEntry(UP_0, 1.0)
        .containsEntry("llm_gpu_energy_joules_total{gpu_id=\"0\"}", 7.0);
  }

  @Test
  void poll_ofADeviceThatIsNotOurs_showsNoSeriesOfIt() {
    driver.fake(0).result = CallResult.NO_PERMISSION;
    metrics.poll();

    assertThat(scrape()).doesNotContainKey(UP_0).containsEntry(errors("no_permission"), 1.0);

    driver.fake(0).result = CallResult.SUCCESS;
    metrics.poll();
    driver.fake(0).result = CallResult.NO_PERMISSION;
    metrics.poll();
    assertThat(scrape()).containsEntry(UP_0, 0.0);
  }

  @Test
  void poll_ofADeviceThatThrows_costsItsReadingsOnly() {
    driver.fake(0).failure = new IllegalStateException("binding");

    assertThatCode(metrics::poll).doesNotThrowAnyException();
    assertThat(scrape())
        .containsEntry(UP_0, 0.0)
        .containsEntry(UP_1, 1.0)
        .containsEntry(errors("exception"), 1.0);
  }

  @Test
  void poll_whenTheNumberOfDevicesChanges_followsIt() {
    metrics.poll();
    driver.count = 1;
    metrics.poll();
    assertThat(scrape())
        .containsEntry(UP_0, 1.0)
        .containsEntry(UP_1, 0.0)
        .doesNotContainKey(TEMPERATURE_1);

    driver.count = 3;
    metrics.poll();
    assertThat(scrape()).containsEntry(UP_1, 1.0).containsEntry("llm_gpu_up{gpu_id=\"2\"}", 1.0);
  }

  @Test
  void poll_withoutDevices_isAGoodPoll() {
    driver.count = 0;
    metrics.poll();

    assertThat(scrape())
        .containsEntry(DRIVER_UP, 1.0)
        .containsOnlyKeys(
            DRIVER_UP, "llm_gpu_poll_duration_seconds", "llm_gpu_last_poll_timestamp_seconds");
  }

  @Test
  void poll_ofMoreDevicesThanThereCanBe_isAFailure() {
    for (int count : new int[] {65, -1}) {
      driver.count = count;
      metrics.poll();
    }

    assertThat(scrape())
        .containsOnly(Map.entry(DRIVER_UP, 0.0), Map.entry(errors("implausible"), 2.0));
  }

  @Test
  void poll_ofAnotherDeviceAtTheSameIndex_saysWhoItIs() {
    metrics.poll();
    driver.fake(0).uuid = "GPU-new";
    driver.version = "2.0";
    metrics.poll();

    assertThat(Scrapes.text(registry, "llm_gpu_info")).isEqualTo("""
        # HELP llm_gpu_info one series a device: who it is
        # TYPE llm_gpu_info gauge
        llm_gpu_info{driver_version="2.0",gpu_id="0",name="Fake",pci_bus_id="0000:00",uuid="GPU-new"} 1
        llm_gpu_info{driver_version="2.0",gpu_id="1",name="Fake",pci_bus_id="0000:01",uuid="GPU-1"} 1
        """);
  }

  @Test
  void poll_whosePartsComeAndGo_hasTheSeriesOfThoseThereAre() {
    FakeDevice device = driver.fake(0);
    device.tells = readings -> {
      readings.processes().add("1", "", 10, 10);
      readings.processes().add("2", "", 20, 20);
      readings.processes().add("1", "", 5, 5);
    };
    metrics.poll();
    assertThat(scrape())
        .containsEntry("llm_gpu_process_memory_used_bytes{gpu_id=\"0\",pid=\"1\"}", 15.0)
        .containsEntry("llm_gpu_process_memory_used_bytes{gpu_id=\"0\",pid=\"2\"}", 20.0);

    device.tells = readings -> readings.processes().add("3", "", 30, 30);
    metrics.poll();
    assertThat(Scrapes.text(registry, "llm_gpu_process_memory_used_bytes")).isEqualTo("""
        # HELP llm_gpu_process_memory_used_bytes memory used by a process; off by default
        # TYPE llm_gpu_process_memory_used_bytes gauge
        llm_gpu_process_memory_used_bytes{gpu_id="0",pid="3"} 30.0
        """);
  }

  @Test
  void poll_ofValuesThatCannotBe_leavesThemOut() {
    driver.fake(0).tells = readings -> {
      readings.put(GpuReading.UTILIZATION, 4_294_967_295.0);
      readings.put(GpuReading.TEMPERATURE, -1);
      readings.put(GpuReading.POWER, Double.NaN);
      readings.putMemory(0, 0);
      readings.putMemory(10, 11);
      readings.mig().add("MIG-1", "1g.10gb", 3, 2);
    };
    metrics.poll();

    assertThat(scrape()).containsEntry(UP_0, 1.0).containsEntry(errors("implausible"), 6.0);
    assertThat(scrape().keySet())
        .filteredOn(series -> series.contains("gpu_id=\"0\"") && !series.contains("info"))
        .containsExactly(UP_0);
  }

  @Test
  void scrape_duringACallThatHangs_takesTheDeviceForStuckAndGoesOn() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    metrics.poll();
    driver.fake(0).blocks = hang;
    Thread poller = new Thread(metrics::poll);
    poller.start();
    Eventually.passes(() -> assertThat(driver.fake(0).reads).isEqualTo(2));
    clock.advance(Duration.ofSeconds(10));
    assertThat(scrape()).containsEntry(UP_0, 1.0);

    clock.advanceMillis(1);
    driver.fake(1).tells = readings -> readings.put(GpuReading.TEMPERATURE, 41);
    Eventually.passes(() -> assertThat(scrape()).containsEntry(TEMPERATURE_1, 41.0));
    assertThat(scrape())
        .containsEntry(DRIVER_UP, 1.0)
        .containsEntry(UP_0, 0.0)
        .containsEntry(UP_1, 1.0)
        .containsEntry(downFor("stuck"), 1.0)
        .containsEntry(errors("stuck"), 1.0)
        .doesNotContainKey(TEMPERATURE_0);
    assertThat(poller.isAlive()).isTrue();

    hang.countDown();
    poller.join();
    metrics.poll();
    assertThat(scrape()).containsEntry(UP_0, 1.0).containsEntry(TEMPERATURE_0, 40.0);
  }

  @Test
  void scrape_duringACallOfTheDriverThatHangs_saysThatItIsDown() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    metrics.poll();
    driver.countBlocks = hang;
    Thread poller = new Thread(metrics::poll);
    poller.start();
    Eventually.passes(() -> assertThat(poller.getState()).isEqualTo(Thread.State.WAITING));
    clock.advance(Duration.ofSeconds(11));

    assertThat(scrape()).containsEntry(DRIVER_UP, 0.0);
    assertThat(scrape())
        .containsEntry(UP_0, 0.0)
        .containsEntry(downFor("stuck"), 1.0)
        .containsEntry(errors("stuck"), 1.0)
        .doesNotContainKey(TEMPERATURE_0);

    hang.countDown();
    poller.join();
    assertThat(scrape())
        .containsEntry(DRIVER_UP, 1.0)
        .containsEntry(UP_0, 1.0)
        .containsEntry(TEMPERATURE_0, 40.0);
  }
}
