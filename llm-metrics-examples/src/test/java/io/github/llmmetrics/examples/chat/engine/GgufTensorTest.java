package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgufTensorTest {

  @ParameterizedTest
  @CsvSource({
    "0x0000, 0",
    "0x3c00, 1",
    "0xc000, -2",
    "0x3555, 0.33325195",
    "0x7bff, 65504",
    "0x0001, 5.9604645E-8",
    "0x7c00, Infinity",
    "0xfc00, -Infinity",
    "0x7e00, NaN"
  })
  void halfToFloat_bitPattern_isTheValueItStandsFor(int half, float expected) {
    assertThat(GgufTensor.halfToFloat((short) half)).isEqualTo(Float.valueOf(expected));
  }
}
