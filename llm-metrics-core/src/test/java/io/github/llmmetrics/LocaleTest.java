package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts elsewhere in the world expose the same. */
class LocaleTest {

  private static String exposition() {
    PrometheusRegistry registry = new PrometheusRegistry();
    ManualClock clock = new ManualClock();
    try (LlmMetrics metrics = LlmMetrics.builder()
        .registry(registry)
        .clock(clock, clock)
        .models("IDLE-i")
        .build()) {
      RequestMetrics request = metrics.middleware().begin("IDLE-i", "acme");
      clock.advance(Duration.ofMillis(1_234));
      request.token();
      request.finish(1_234_567, 89);
      return Scrapes.text(registry) + Scrapes.openMetrics(registry);
    }
  }

  @ParameterizedTest
  @CsvSource({"tr-TR, Europe/Istanbul", "ar-EG-u-nu-arab, Africa/Cairo", "ne-NP, Asia/Kathmandu"})
  void exposition_inAnotherLocaleAndTimeZone_isTheSame(String language, String zone) {
    Locale locale = Locale.getDefault();
    TimeZone timeZone = TimeZone.getDefault();
    String here = exposition();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      assertThat(exposition()).isEqualTo(here).contains("llm_requests_total{model=\"IDLE-i\"");
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(timeZone);
    }
  }
}
