package io.github.llmmetrics.stack.promql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "5, 5",
    "14.4, 14.4",
    "0.0001, 0.0001",
    "1000000, 1000000",
    "-2.50, -2.5",
    "0.30000000000000004, 0.3",
    "0.0010000000000000009, 0.001"
  })
  void text_isAsAPersonWritesIt(double value, String text) {
    assertThat(Numbers.text(value)).isEqualTo(text);
  }
}
