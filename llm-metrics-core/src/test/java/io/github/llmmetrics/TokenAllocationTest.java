package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.llmmetrics.testing.ManualClock;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A token makes no garbage: not one byte, whether its code is compiled or not. */
class TokenAllocationTest {

  private static final int TOKENS = 100_000;

  private final ManualClock clock = new ManualClock();

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void token_always_allocatesNothing() {
    try (LlmMetrics metrics = LlmMetrics.builder()
        .registry(new PrometheusRegistry())
        // A clock of its own: the manual one makes durations.
        .clock(System::nanoTime, clock)
        .build()) {
      RequestMetrics request = metrics.middleware().begin("m", "acme");
      serve(request);

      long before = allocated();
      serve(request);
      long bytes = allocated() - before;

      // The measurement's own, if any, is far below a byte a token.
      assertThat(bytes).isLessThan(TOKENS);
    }
  }

  private static void serve(RequestMetrics request) {
    for (int i = 0; i < TOKENS; i++) {
      request.token();
      request.tokens(2);
    }
  }
}
