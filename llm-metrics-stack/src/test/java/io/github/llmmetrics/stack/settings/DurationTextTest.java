package io.github.llmmetrics.stack.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({"0s,PT0S", "30s,PT30S", "5m,PT5M", "36h,PT36H", "7d,PT168H", "2w,PT336H"})
  void parse_numberWithUnit_isTheDuration(String text, Duration duration) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "5 m", "-5m", "1.5h", "1h30m", "5M", "9999999999d"})
  void parse_anythingElse_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DurationText.parse(text))
        .withMessage(text + " must be a duration such as 30s, 5m, 1h or 7d");
  }

  @Test
  void parse_theLongest_isADuration() {
    assertThat(DurationText.parse("999999999w")).isPositive();
  }
}
