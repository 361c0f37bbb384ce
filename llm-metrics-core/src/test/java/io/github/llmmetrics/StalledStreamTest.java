package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every token is in the next scrape, however long its stream then stands still. */
class StalledStreamTest {

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private String gaps() {
    return Scrapes.text(registry, "llm_inter_token_latency_seconds")
        .lines()
        .filter(line -> line.contains("_count{") || line.contains("_sum{"))
        .reduce("", (text, line) -> text + line + "\n");
  }

  @Test
  void token_ofAStreamThatStalls_isInTheNextScrape() {
    try (LlmMetrics metrics =
        LlmMetrics.builder().registry(registry).clock(clock, clock).build()) {
      RequestMetrics request = metrics.middleware().begin("m");
      request.firstToken();
      clock.advance(Duration.ofMillis(250));
      request.token();
      clock.advance(Duration.ofMillis(500));
      request.tokens(2);

      String seen = gaps();
      assertThat(seen).isEqualTo("""
          llm_inter_token_latency_seconds_count{model="m"} 3
          llm_inter_token_latency_seconds_sum{model="m"} 0.75
          """);

      clock.advance(Duration.ofHours(1));
      assertThat(gaps()).isEqualTo(seen);

      request.cancel();
      assertThat(gaps()).isEqualTo(seen);
    }
  }
}
