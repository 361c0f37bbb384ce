package io.github.llmmetrics.stack.promql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  @ParameterizedTest
  @CsvSource({"ABOVE, >, above", "BELOW, <, below", "AT_LEAST, >=, at least", "EQUAL, ==, at"})
  void comparison_hasAnOperatorAndAWord(Comparison comparison, String operator, String word) {
    assertThat(comparison.operator()).isEqualTo(operator);
    assertThat(comparison.word()).isEqualTo(word);
  }
}
