package io.github.llmmetrics.examples.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FaultSwitchTest {

  private final FaultSwitch fault = new FaultSwitch();

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.1, 0.25, 0.3, 0.5, 0.99, 1})
  void strikes_share_isThatOfAHundred(double share) {
    fault.set(share);

    assertThat(struck(1)).isCloseTo(share * 100, within(2.0));
  }

  @Test
  void strikes_everyFourthTime_isTheSameShare() {
    fault.set(0.5);

    assertThat(struck(4)).isCloseTo(50, within(2.0));
  }

  @Test
  void strikes_neverOrAlways_isExact() {
    assertThat(struck(1)).isZero();
    fault.set(1);
    assertThat(struck(1)).isEqualTo(100);
  }

  /** How many of a hundred times it strikes, where only each so-manieth is looked at. */
  private double struck(int each) {
    return IntStream.range(0, 100 * each)
        .filter(i -> fault.strikes() && i % each == 0)
        .count();
  }

  @Test
  void pause_off_returnsAtOnce() {
    fault.pause();

    assertThat(fault.strength()).isZero();
  }

  @Test
  void pause_switchedOffMeanwhile_ends() throws InterruptedException {
    fault.set(600_000);
    Thread waiting = new Thread(fault::pause);
    waiting.start();

    fault.set(0);
    waiting.join();

    assertThat(waiting.isAlive()).isFalse();
  }

  @Test
  void pause_interruptedThread_endsAndStaysInterrupted() {
    fault.set(600_000);
    Thread.currentThread().interrupt();

    fault.pause();

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void onChange_eachChange_isTold() {
    List<Double> told = new ArrayList<>();
    fault.onChange(told::add);

    fault.set(0.5);
    fault.set(0);

    assertThat(told).containsExactly(0.5, 0.0);
  }
}
