package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.internal.DaemonThread;
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
      new Timing(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(10), clock),
      DaemonThread.factory("test"));

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

  @Test
  void log_ofTwoDevicesThatGo_hasALineForEach() {
    pollForAnHour();
    logger.lines().clear();
    driver.fake(0).result = CallResult.GPU_IS_LOST;
    driver.fake(1).result = CallResult.RESET_REQUIRED;
    poller.poll();
    poller.poll();

    assertThat(logger.lines())
        .containsExactly(
            "WARNING GPU 0 (GPU-0) does not answer: gpu_is_lost; its readings are absent",
            "WARNING GPU 1 (GPU-1) does not answer: reset_required; its readings are absent");
  }

  @Test
  void log_ofADeviceThatFlaps_saysInTheEndHowItIs() {
    pollForAnHour();
    logger.lines().clear();
    for (CallResult result : new CallResult[] {
      CallResult.GPU_IS_LOST, CallResult.SUCCESS, CallResult.GPU_IS_LOST, CallResult.GPU_IS_LOST
    }) {
      driver.fake(1).result = result;
      poller.poll();
      clock.advance(Duration.ofSeconds(5));
    }
    assertThat(logger.lines())
        .containsExactly(
            "WARNING GPU 1 (GPU-1) does not answer: gpu_is_lost; its readings are absent",
            "INFO GPU 1 (GPU-1) answers again");

    clock.advance(Duration.ofMinutes(1));
    poller.poll();
    poller.poll();
    assertThat(logger.lines())
        .hasSize(3)
        .last()
        .isEqualTo("WARNING GPU 1 (GPU-1) does not answer: gpu_is_lost; its readings are absent");
  }

  @Test
  void log_ofADeviceThatNeverSaidWhoItIs_namesItsIndex() {
    driver.fake(1).failure = new IllegalStateException("binding");
    poller.poll();

    assertThat(logger.lines())
        .contains("WARNING GPU 1 does not answer: exception; its readings are absent binding");
  }

  @Test
  void log_whereNativeAccessIsDenied_namesTheFlag() {
    driver.loadFailure =
        new ExceptionInInitializerError(new IllegalCallerException("Illegal native access"));
    poller.poll();

    assertThat(logger.lines())
        .containsExactly("WARNING no GPU metrics: the JVM denies native access; start it with"
            + " --enable-native-access=ALL-UNNAMED; llm_gpu_driver_up is 0 until it answers");
  }

  @Test
  void log_ofALibraryThatThrowsWhatCannotBeRead_hasItsClass() {
    driver.loadFailure = new Unreadable();
    poller.poll();

    assertThat(logger.lines()).singleElement().asString().contains(Unreadable.class.getName());
  }

  /** A chain of causes that goes in a circle, and a text that throws. */
  private static final class Unreadable extends LinkageError {

    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable getCause() {
      return this;
    }

    @Override
    public String getMessage() {
      throw new IllegalStateException("no text");
    }
  }
}
