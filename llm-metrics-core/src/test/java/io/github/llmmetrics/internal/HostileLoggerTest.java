package io.github.llmmetrics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.llmmetrics.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The logger is the host's: what it throws stays with the guard. */
class HostileLoggerTest {

  private final List<String> failures = new ArrayList<>();

  @Test
  void call_codeAndLoggerThrow_fallbackIsReturnedAndFailureCounted() {
    Guard guard = new Guard(failures::add, new ThrottledLogger(new ThrowingLogger(), () -> 0));

    String result = guard.call(
        "engine_stats",
        () -> {
          throw new IllegalStateException("the callback");
        },
        "fallback");

    assertThat(result).isEqualTo("fallback");
    assertThat(failures).containsExactly("engine_stats");
  }

  @Test
  void log_loggerThrowsAnError_isCountedAsKeptBack() {
    ThrowingLogger logger = new ThrowingLogger();
    ManualClock clock = new ManualClock();
    ThrottledLogger throttled = new ThrottledLogger(logger, clock);
    for (Throwable failure :
        List.of(new StackOverflowError(), new NoClassDefFoundError("of the host"))) {
      logger.failure = failure;
      assertThatCode(() -> throttled.warn("a", null)).doesNotThrowAnyException();
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(logger.line).isEqualTo("a (and 1 more since the last line)");
  }

  private static final class ThrowingLogger implements System.Logger {

    private Throwable failure = new IllegalStateException("the logger");
    private @Nullable String line;

    @Override
    public String getName() {
      return "throwing";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String line, @Nullable Throwable cause) {
      this.line = line;
      fail();
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... values) {
      fail();
    }

    private void fail() {
      if (failure instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(failure);
    }
  }
}
