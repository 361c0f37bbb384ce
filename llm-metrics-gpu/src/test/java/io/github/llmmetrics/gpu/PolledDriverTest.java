package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the driver is opened, and that it is not while somebody is inside. */
class PolledDriverTest {

  private final ManualClock clock = new ManualClock();
  private final FakeDriver driver = new FakeDriver();
  private final PolledDriver polled = new PolledDriver(
      driver,
      new GpuInstruments(
          InstrumentSet.builder().registry(new PrometheusRegistry()).build(), clock),
      new GpuLog(new RecordingLogger(), clock));

  @AfterEach
  void clearInterrupt() {
    boolean unused = Thread.interrupted();
  }

  private void poll(int times, CallResult result) {
    driver.countResult = result;
    for (int i = 0; i < times; i++) {
      assertThat(polled.poll()).isEqualTo(result);
    }
  }

  @Test
  void poll_thatFailsThreeTimes_closesAndOpensTheDriverEachTimeFromThenOn() {
    poll(1, CallResult.SUCCESS);
    poll(2, CallResult.UNKNOWN);
    assertThat(polled.awaitsRetry()).isFalse();
    poll(2, CallResult.UNKNOWN);
    assertThat(polled.awaitsRetry()).isTrue();
    assertThat(driver.calls).containsExactly("load", "open", "close", "open", "close", "open");

    poll(3, CallResult.SUCCESS);
    poll(2, CallResult.UNKNOWN);
    assertThat(polled.awaitsRetry()).isFalse();
    assertThat(driver.calls).hasSize(6);
  }

  @Test
  void poll_thatFindsADeviceLost_leavesTheDriverOpen() {
    poll(1, CallResult.SUCCESS);
    poll(5, CallResult.GPU_IS_LOST);

    assertThat(polled.awaitsRetry()).isFalse();
    assertThat(driver.calls).containsExactly("load", "open");
  }

  @Test
  void poll_thatFailsBeneathACall_onlyCountsUntilItHasReturned() {
    poll(1, CallResult.SUCCESS);
    long call = polled.session().enter();
    poll(4, CallResult.UNKNOWN);
    assertThat(driver.calls).containsExactly("load", "open");

    polled.session().leave(call);
    poll(1, CallResult.UNKNOWN);
    assertThat(driver.calls).containsExactly("load", "open", "close", "open");
  }

  @Test
  void poll_thatFindsTheDriverShutDown_beginsAnotherSession() {
    poll(1, CallResult.SUCCESS);
    int first = polled.session().number();
    poll(1, CallResult.UNINITIALIZED);

    assertThat(polled.session().number()).isNotEqualTo(first).isNotZero();
    assertThat(driver.calls).containsExactly("load", "open", "open");
  }

  @Test
  void poll_thatFindsTheDriverShutDownBeneathACall_opensItWhenThatHasReturned() {
    poll(1, CallResult.SUCCESS);
    long call = polled.session().enter();
    poll(1, CallResult.UNINITIALIZED);
    assertThat(polled.session().isOpen()).isFalse();
    assertThat(polled.awaitsRetry()).isTrue();
    assertThat(driver.calls).containsExactly("load", "open");

    polled.session().leave(call);
    poll(1, CallResult.SUCCESS);
    assertThat(driver.calls).containsExactly("load", "open", "open");
  }

  @Test
  void close_onAnInterruptedThread_leavesTheDriverOpenIfItWouldHaveToWait() {
    poll(1, CallResult.SUCCESS);
    long call = polled.session().enter();
    Thread.currentThread().interrupt();
    polled.close();
    assertThat(driver.calls).doesNotContain("close");

    polled.session().leave(call);
    polled.close();
    polled.close();
    assertThat(driver.calls).containsOnlyOnce("close");
  }
}
