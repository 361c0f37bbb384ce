package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Eventually;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starting and closing, more than once in a JVM. */
@Timeout(120)
class LifecycleNvmlTest {

  private static final String SCRAPED = """
      # HELP llm_gpu_driver_up NVML answers; always there once the poller was started
      # TYPE llm_gpu_driver_up gauge
      llm_gpu_driver_up 1.0
      # HELP llm_gpu_power_watts power draw
      # TYPE llm_gpu_power_watts gauge
      llm_gpu_power_watts{gpu_id="0"} 70.0
      """;

  private static final String COUNT = "nvmlDeviceGetCount_v2";

  @TempDir
  private Path work;

  private StandIn driver;
  private TestService service;

  @BeforeEach
  void launch() {
    driver = StandIn.of(StandIn.Kind.FULL, work);
    driver.says(driver.logsCalls());
    service = TestService.with(driver).launch();
  }

  @AfterEach
  void end() {
    if (service != null) {
      service.close();
    }
  }

  private long calls(String function) {
    return driver.calls().stream().filter((function + " -")::equals).count();
  }

  @Test
  void twoAtATime_onTwoRegistries_bothPoll() throws Exception {
    service.start("interval=PT0.02S", "disable=XID");
    Eventually.passes(() -> assertThat(calls(COUNT)).isGreaterThan(2));
    // The command starts another one, and leaves the first one running.
    service.startManual();

    assertThat(service.scrape().readings(0)).containsEntry("power_watts", 70.0);
    assertThat(calls("nvmlInit_v2")).isEqualTo(2);
    // The second one has polled, and will again in an hour: these are the first one's.
    long before = calls(COUNT);
    Eventually.passes(() -> assertThat(calls(COUNT)).isGreaterThan(before + 2));

    service.stop();
    assertThat(calls("nvmlShutdown")).isOne();
    assertThat(service.ask("threads").lines()).containsOnlyOnce(GpuPoller.THREAD_NAME);
  }

  @Test
  void startAfterClose_polls() {
    for (int i = 1; i <= 3; i++) {
      service.startManual();
      assertThat(service.scrape().readings(0)).containsEntry("power_watts", 70.0);

      service.stop();
      service.stop();

      assertThat(service.scrape().series()).isEmpty();
      assertThat(List.of(calls("nvmlInit_v2"), calls("nvmlShutdown"))).containsOnly((long) i);
    }
    assertThat(service.ask("threads")).doesNotContain("llm-metrics-gpu");
  }

  @Test
  void classLoaders_oneAfterTheOther_eachLoadTheBinding() {
    assertThat(service.ask("redeploy", "3")).isEqualTo(SCRAPED.repeat(3).stripTrailing());
    assertThat(calls("nvmlInit_v2")).isEqualTo(3);
    assertThat(calls("nvmlShutdown")).isEqualTo(3);
  }

  @Test
  void classLoaders_atTheSameTime_eachLoadTheBinding() {
    assertThat(service.ask("together", "4")).isEqualTo(SCRAPED.repeat(4).stripTrailing());
    // Each has JavaCPP load nothing for a moment; whoever uses JavaCPP after them must not be left
    // without.
    assertThat(service.ask("property", "org.bytedeco.javacpp.loadLibraries")).isEqualTo("null");
  }
}
