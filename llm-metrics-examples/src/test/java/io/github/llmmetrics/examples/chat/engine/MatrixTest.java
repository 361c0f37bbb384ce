package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MatrixTest {
  // Four inputs, two outputs.
  private final Matrix matrix = Matrix.ofRows(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 4);

  @Test
  void multiply_oldOutput_isReplaced() {
    float[][] output = {{9, 9}, {9, 9}};
    matrix.multiply(new float[][] {{1, 0, 0, 0}, {1, 1, 1, 1}}, 2, output);

    assertThat(output).isDeepEqualTo(new float[][] {{1, 2}, {16, 20}});
  }

  @Test
  void multiplyAdd_oldOutput_isKept() {
    float[][] output = {{10, 10}, {10, 10}};
    matrix.multiplyAdd(new float[][] {{0, 0, 0, 1}, {1, 1, 1, 1}}, 1, output);

    assertThat(output).isDeepEqualTo(new float[][] {{17, 18}, {10, 10}});
  }

  @Test
  void transposed_exchangesRowsAndColumns() {
    Matrix transposed = matrix.transposed(2);

    assertThat(transposed.row(0)).containsExactly(2, 6, 10, 14);
    assertThat(transposed.row(1)).containsExactly(4, 8, 12, 16);
  }

  @Test
  void exp_wholeRange_isCloseToTheExactValue() {
    for (float x = -80; x < 80; x += 0.37f) {
      double exact = Math.exp(x);
      assertThat(Kernels.exp(x) / exact).as("exp(%f)", x).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void dot_slices_multipliesWhatTheyHold() {
    float[] a = {9, 1, 2, 3, 4};
    float[] b = {1, 1, 1, 1, 9};

    assertThat(Kernels.dot(a, 1, b, 0, 4)).isEqualTo(10);
  }
}
