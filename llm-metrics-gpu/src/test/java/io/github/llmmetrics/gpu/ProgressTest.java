package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Together;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final Progress progress = new Progress();

  @Test
  void overdue_outsideOfACall_isNothing() {
    assertThat(progress.overdue(100, 10)).isZero();
    progress.enter(0);
    assertThat(progress.leave()).isTrue();
    assertThat(progress.overdue(100, 10)).isZero();
  }

  @Test
  void overdue_insideOfACall_countsFromItsBeginning() {
    progress.enter(50);
    assertThat(progress.overdue(60, 10)).isZero();
    assertThat(progress.overdue(61, 10)).isPositive();
  }

  @Test
  void overdue_ofAClockThatWraps_isRightAllTheSame() {
    progress.enter(Long.MAX_VALUE - 5);
    assertThat(progress.overdue(Long.MIN_VALUE, 10)).isZero();
    assertThat(progress.overdue(Long.MIN_VALUE + 10, 10)).isPositive();
  }

  @Test
  void takeAway_ofACallThatReturned_fails() {
    progress.enter(0);
    long call = progress.overdue(11, 10);
    progress.leave();
    progress.enter(20);

    assertThat(progress.takeAway(call)).isFalse();
    assertThat(progress.leave()).isTrue();
  }

  @Test
  void leave_afterTheCallWasTakenAway_fails() {
    progress.enter(0);
    long call = progress.overdue(11, 10);

    assertThat(progress.takeAway(call)).isTrue();
    assertThat(progress.takeAway(call)).isFalse();
    assertThat(progress.overdue(100, 10)).isZero();
    assertThat(progress.leave()).isFalse();
  }

  @Test
  void leaveAndTakeAway_atOnce_succeedOnceBetweenThem() throws Exception {
    for (int i = 0; i < 200; i++) {
      Progress raced = new Progress();
      raced.enter(0);
      long call = raced.overdue(11, 10);
      AtomicInteger winners = new AtomicInteger();
      Together.run(3, thread -> {
        boolean won = thread == 0 ? raced.leave() : raced.takeAway(call);
        winners.addAndGet(won ? 1 : 0);
      });
      assertThat(winners).hasValue(1);
    }
  }
}
