package io.github.llmmetrics.stack.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"1, 1s", "90, 90s", "300, 5m", "3600, 1h", "5400, 90m", "86400, 1d", "2592000, 30d"})
  void text_isInTheGreatestWholeUnit(long seconds, String text) {
    assertThat(Durations.text(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.5S", "PT1.5S"})
  void text_ofWhatPrometheusCannotWrite_throws(String duration) {
    assertThatThrownBy(() -> Durations.text(Duration.parse(duration)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole number of seconds");
  }

  @Test
  void window_ofADuration_isItsText() {
    assertThat(Window.of(Duration.ofMinutes(5)).text()).isEqualTo("5m");
  }
}
