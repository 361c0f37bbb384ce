package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a person reads in the log while the metrics say the same to a scrape. */
class GpuLogTest {

  private final ManualClock clock = new ManualClock();
  private final RecordingLogger logger = new RecordingLogger();
  private final FakeDriver driver = new FakeDriver();
  private final GpuPoller poller = new GpuPoller(
      driver,
      new GpuInstruments(
          InstrumentSet.builder().registry(new PrometheusRegistry()).build(), clock),
      new GpuLog(logger, clock),
      clock,
      new GpuPoller.Timing(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(10)));

  private void pollForAnHour() {
    for (int i = 0; i < 60; i++) {
      clock.advance(Duration.ofMinutes(1));
      poller.poll();
    }
  }

  @Test
  void log_withoutADriver_hasOneLineWithTheReason() {
    driver.loadFailure = new UnsatisfiedLinkError("outer");
    driver.loadFailure.initCause(new UnsatisfiedLinkError("libnvidia-ml.so.1: not found"));
    pollForAnHour();

    assertThat(logger.lines())
        .containsExactly("WARNING no GPU metrics: the driver's library cannot be loaded:"
            + " java.lang.UnsatisfiedLinkError: libnvidia-ml.so.1: not found; llm_gpu_driver_up is 0"
            + " until it answers");
  }

  @Test
  void log_ofADriverThatGoesAndComes_hasALineForEachChange() {
    pollForAnHour();
    driver.countResult = CallResult.UNKNOWN;
    pollForAnHour();
    driver.countResult = CallResult.SUCCESS;
    pollForAnHour();

    assertThat(logger.lines())
        .containsExactly(
            "INFO GPU driver 1.0 answers; devices: 2",
            "WARNING no GPU metrics: the driver says unknown; llm_gpu_driver_up is 0 until it"
                + " answers",
            "INFO GPU driver 1.0 answers; devices: 2");
  }

  @Test
  void log_ofADeviceThatGoesAndComes_hasALineForEachChange() {
    pollForAnHour();
    driver.fake(1).result = CallResult.GPU_IS_LOST;
    pollForAnHour();
    driver.fake(1).result = CallResult.SUCCESS;
    pollForAnHour();

    assertThat(logger.lines())
        .containsExactly(
            "INFO GPU driver 1.0 answers; devices: 2",
            "WARNING GPU 1 (GPU-1) does not answer: gpu_is_lost; its readings are absent",
            "INFO GPU 1 (GPU-1) answers again");
  }
}
