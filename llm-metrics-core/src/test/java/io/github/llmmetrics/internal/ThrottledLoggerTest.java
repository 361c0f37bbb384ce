package io.github.llmmetrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThrottledLoggerTest {

  private final ManualClock clock = new ManualClock();
  private final RecordingLogger logger = new RecordingLogger();
  private final ThrottledLogger throttled = new ThrottledLogger(logger, clock);

  @Test
  void warn_writesTheFirstLineAtOnceAndThenOneAMinute() {
    throttled.warn("a", new IllegalStateException("why"));
    throttled.warn("b", null);
    clock.advance(Duration.ofSeconds(59));
    throttled.warn("c", null);
    clock.advance(Duration.ofSeconds(1));
    throttled.warn("d", null);
    clock.advance(Duration.ofMinutes(5));
    throttled.warn("e", null);

    assertThat(logger.lines())
        .containsExactly(
            "WARNING a why", "WARNING d (and 2 more since the last line)", "WARNING e");
  }

  @Test
  void warn_tellsOfEachLineThatItHoldsBack() {
    AtomicInteger heldBack = new AtomicInteger();
    ThrottledLogger counted = new ThrottledLogger(logger, clock, heldBack::incrementAndGet);

    counted.warn("a", null);
    counted.warn("b", null);
    counted.warn("c", null);

    assertThat(heldBack).hasValue(2);
  }

  @Test
  void isDue_saysWhetherALineWouldBeWritten() {
    assertThat(throttled.isDue()).isTrue();
    throttled.warn("a", null);
    clock.advance(Duration.ofSeconds(59));
    assertThat(throttled.isDue()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(throttled.isDue()).isTrue();
  }

  @Test
  void log_writesAtItsLevel() {
    throttled.log(System.Logger.Level.INFO, "a", null);

    assertThat(logger.lines()).containsExactly("INFO a");
  }

  @Test
  void guard_countsEveryFailureAndLogsOne() {
    List<String> failures = new ArrayList<>();
    Guard guard = new Guard(failures::add, throttled);

    assertThat(guard.call("source", () -> "result", "fallback")).isEqualTo("result");
    for (int i = 0; i < 3; i++) {
      String answer = guard.call(
          "source",
          () -> {
            throw new StackOverflowError("of the host");
          },
          "fallback");
      assertThat(answer).isEqualTo("fallback");
    }

    assertThat(failures).containsExactly("source", "source", "source");
    assertThat(logger.lines())
        .containsExactly("WARNING callback source threw; its values are left out of the host");
  }
}
