package io.github.llmmetrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static final class ThrowingLogger implements System.Logger {
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
      throw new IllegalStateException("the logger");
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... values) {
      throw new IllegalStateException("the logger");
    }
  }
}
