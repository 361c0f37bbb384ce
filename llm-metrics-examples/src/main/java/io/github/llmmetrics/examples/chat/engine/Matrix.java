package io.github.llmmetrics.examples.chat.engine;

import java.util.Arrays;

/**
 * The weights of a linear layer, a row for each input. Immutable by convention: rows are shared,
 * not copied.
 *
 * <p>Rows are arrays of their own because the JIT compiler vectorizes a loop that uses one index
 * for all arrays, and not one over several parts of the same array, which might overlap. That makes
 * the product about five times faster.
 */
final class Matrix {
  private final float[][] rows;
  private final int columns;

  private Matrix(float[][] rows) {
    this.rows = rows;
    columns = rows[0].length;
  }

  /** A matrix with the given values, one row after the other. */
  static Matrix ofRows(float[] values, int rowCount) {
    int columns = values.length / rowCount;
    float[][] rows = new float[rowCount][];
    for (int r = 0; r < rowCount; r++) {
      rows[r] = Arrays.copyOfRange(values, r * columns, (r + 1) * columns);
    }
    return new Matrix(rows);
  }

  /** This matrix with rows and columns exchanged and every value scaled. */
  Matrix transposed(float scale) {
    float[][] transposed = new float[columns][rows.length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns; c++) {
        transposed[c][r] = rows[r][c] * scale;
      }
    }
    return new Matrix(transposed);
  }

  float[] row(int index) {
    return rows[index];
  }

  /** The number of weights. */
  long size() {
    return (long) rows.length * columns;
  }

  /** Sets {@code output[i] = input[i] * this} for the first {@code count} vectors. */
  void multiply(float[][] input, int count, float[][] output) {
    for (int i = 0; i < count; i++) {
      Arrays.fill(output[i], 0, columns, 0);
    }
    multiplyAdd(input, count, output);
  }

  /** Adds {@code input[i] * this} to {@code output[i]} for the first {@code count} vectors. */
  void multiplyAdd(float[][] input, int count, float[][] output) {
    // A few rows stay in the first-level cache while every vector of the batch passes over them.
    for (int r = 0; r < rows.length; r += 4) {
      for (int i = 0; i < count; i++) {
        addFourRows(r, input[i], output[i]);
      }
    }
  }

  private void addFourRows(int r, float[] in, float[] out) {
    float[] row0 = rows[r];
    float[] row1 = rows[r + 1];
    float[] row2 = rows[r + 2];
    float[] row3 = rows[r + 3];
    float in0 = in[r];
    float in1 = in[r + 1];
    float in2 = in[r + 2];
    float in3 = in[r + 3];
    for (int c = 0; c < columns; c++) {
      out[c] += in0 * row0[c] + in1 * row1[c] + in2 * row2[c] + in3 * row3[c];
    }
  }
}
