package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of the driver that take a minute: nobody waits for them but the thread that is in one. */
@Timeout(120)
class StuckCallsNvmlTest {

  private static final String MINUTE = "60000";
  private static final String STUCK_DEVICE = "gpu0.delay.PowerUsage=" + MINUTE;

  /** Far less than the minute, far more than it takes. */
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir
  private Path work;

  private StandIn driver;
  private TestService service;

  @BeforeEach
  void launch() {
    driver = StandIn.of(StandIn.Kind.FULL, work);
    driver.says("count=2");
    service = TestService.with(driver).launch();
  }

  @AfterEach
  void end() {
    if (service != null) {
      service.close();
    }
  }

  private void start() {
    service.start("interval=PT0.02S", "retry=PT0.1S", "timeout=PT0.5S");
  }

  private static void assertUp(Exposition scrape, int gpu) {
    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 1.0);
    assertThat(scrape.readings(gpu)).containsEntry("up", 1.0).containsKey("power_watts");
  }

  private static void assertDown(Exposition scrape, int gpu) {
    assertThat(scrape.readings(gpu))
        .containsEntry("up", 0.0)
        .containsEntry("down_reason{reason=\"stuck\"}", 1.0)
        .doesNotContainKeys("power_watts", "utilization_percent", "energy_joules_total");
  }

  private static void assertDriverDown(Exposition scrape) {
    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 0.0);
  }

  @Test
  void device_stuck_isLeftOutWhileTheOthersArePolled_andComesBack() {
    start();
    service.await(now -> assertUp(now, 0));
    driver.says("count=2", STUCK_DEVICE, "gpu1.power=1000");

    service.await(now -> assertDown(now, 0));
    for (int watts = 2; watts < 5; watts++) {
      double power = watts;
      driver.says("count=2", STUCK_DEVICE, "gpu1.power=" + watts + "000");
      Exposition scrape =
          service.await(now -> assertThat(now.readings(1)).containsEntry("power_watts", power));
      assertUp(scrape, 1);
      assertDown(scrape, 0);
      assertThat(scrape.errors()).isEqualTo(Map.of("stuck", 1.0));
    }
    assertThat(service.ask("gc")).isEqualTo("done");
    assertThat(service.ask("threads").lines().filter(GpuPoller.THREAD_NAME::equals))
        .hasSize(2);

    driver.says("count=2");

    Exposition scrape = service.await(now -> assertUp(now, 0));
    assertUp(scrape, 1);
    assertThat(scrape.errors()).isEqualTo(Map.of("stuck", 1.0));
    assertThat(service.ask("threads").lines().filter(GpuPoller.THREAD_NAME::equals))
        .hasSize(1);
    service.stop();
    assertThat(service.ask("threads")).doesNotContain(GpuPoller.THREAD_NAME);
  }

  @Test
  void devices_stuckOneAfterTheOther_eachCostOneThread() {
    start();
    service.await(now -> assertUp(now, 1));
    String other = "gpu1.delay.Temperature=" + MINUTE;
    driver.says("count=2", STUCK_DEVICE);
    service.await(now -> assertDown(now, 0));
    driver.says("count=2", STUCK_DEVICE, other);

    Exposition scrape = service.await(now -> assertDown(now, 1));
    assertDown(scrape, 0);
    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 1.0);
    assertThat(scrape.errors()).isEqualTo(Map.of("stuck", 2.0));

    driver.says("count=2", STUCK_DEVICE);
    service.await(now -> assertUp(now, 1));
    driver.says("count=2");
    service.await(now -> assertUp(now, 0));
  }

  @Test
  void driver_stuckWhenOpened_isDownUntilItOpens() {
    driver.says("count=2", "init.delay=" + MINUTE);
    start();

    Exposition scrape =
        service.await(now -> assertThat(now.errors()).isEqualTo(Map.of("stuck", 1.0)));
    assertDriverDown(scrape);
    assertThat(scrape.device(0)).isEmpty();
    assertThat(service.ask("gc")).isEqualTo("done");

    driver.says("count=2");

    service.await(now -> assertUp(now, 0));
  }

  @Test
  void driver_stuckWhenCounting_isDownUntilItAnswers() {
    start();
    service.await(now -> assertUp(now, 0));
    driver.says("count=2", "count.delay=" + MINUTE);

    Exposition scrape = service.await(StuckCallsNvmlTest::assertDriverDown);
    assertDown(scrape, 0);
    assertDown(scrape, 1);
    for (int i = 0; i < 20; i++) {
      assertThat(service.scrape().errors()).isEqualTo(Map.of("stuck", 1.0));
    }

    driver.says("count=2");

    service.await(now -> assertUp(now, 0));
    service.await(now -> assertUp(now, 1));
  }

  @Test
  void events_stuck_costEventsOnly() {
    driver.says("count=2", "event.wait.delay=" + MINUTE);
    start();
    service.await(now -> assertUp(now, 0));
    driver.says("count=2", "event.wait.delay=" + MINUTE, "gpu0.power=1000");

    service.await(now -> assertThat(now.readings(0)).containsEntry("power_watts", 1.0));

    // Nobody can tell whether that thread has come out: the driver stays open.
    driver.says("count=2", "event.wait.delay=" + MINUTE, driver.logsCalls());
    service.stop();
    assertThat(driver.calls()).doesNotContain("nvmlShutdown -");
  }

  @ParameterizedTest
  @ValueSource(strings = {"end", "exit"})
  void jvm_withAStuckCall_endsAtOnce(String command) throws InterruptedException {
    start();
    service.await(now -> assertUp(now, 0));
    driver.says("count=2", STUCK_DEVICE, "event.wait.delay=" + MINUTE);
    service.await(now -> assertDown(now, 0));
    driver.says(
        "count=2", STUCK_DEVICE, "gpu1.delay.PowerUsage=" + MINUTE, "event.wait.delay=" + MINUTE);
    service.await(now -> assertDown(now, 1));

    assertThat(service.leave(command, SOON)).isZero();
  }

  @Test
  void close_withAStuckCall_returnsAndLeavesTheDriverOpen() throws InterruptedException {
    start();
    service.await(now -> assertUp(now, 0));
    driver.says("count=2", STUCK_DEVICE, "event.wait.delay=" + MINUTE);
    service.await(now -> assertDown(now, 0));
    driver.says(
        "count=2",
        STUCK_DEVICE,
        "count.delay=" + MINUTE,
        "event.wait.delay=" + MINUTE,
        driver.logsCalls());
    service.await(StuckCallsNvmlTest::assertDriverDown);

    service.stop();

    assertThat(service.scrape().series()).isEmpty();
    assertThat(driver.calls()).doesNotContain("nvmlShutdown -");
    assertThat(service.leave("end", SOON)).isZero();
  }
}
