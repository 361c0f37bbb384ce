package io.github.llmmetrics.examples.chat.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a tensor lies in a GGUF file, and how its values are stored there. */
record GgufTensor(String name, long length, int type, long offset) {
  private static final int F32 = 0;
  private static final int Q8_0 = 8;
  private static final int BLOCK_VALUES = 32;
  private static final int BLOCK_BYTES = Short.BYTES + BLOCK_VALUES;

  /** The values as floats, whatever their type in the file. */
  float[] read(ByteBuffer file, int dataStart) throws IOException {
    if (type != F32 && type != Q8_0) {
      throw new IOException("tensor " + name + " has the unsupported type " + type);
    }
    if (offset < 0 || byteLength() > file.limit() - dataStart - offset) {
      throw new IOException("tensor " + name + " is cut off");
    }
    int start = Math.toIntExact(dataStart + offset);
    return type == F32 ? readF32(file, start) : readQ8(file, start);
  }

  private long byteLength() {
    return type == F32 ? length * Float.BYTES : length / BLOCK_VALUES * BLOCK_BYTES;
  }

  private float[] readF32(ByteBuffer file, int start) {
    float[] values = new float[(int) length];
    for (int i = 0; i < values.length; i++) {
      values[i] = file.getFloat(start + Float.BYTES * i);
    }
    return values;
  }

  /** Q8_0: blocks of a half-precision scale and 32 signed bytes. */
  private float[] readQ8(ByteBuffer file, int start) {
    float[] values = new float[(int) length];
    for (int i = 0; i < values.length; i++) {
      int block = start + i / BLOCK_VALUES * BLOCK_BYTES;
      float scale = halfToFloat(file.getShort(block));
      values[i] = scale * file.get(block + Short.BYTES + i % BLOCK_VALUES);
    }
    return values;
  }

  /** IEEE half precision; {@code Float.float16ToFloat} needs Java 20. */
  static float halfToFloat(short half) {
    int exponent = (half >> 10) & 0x1f;
    int mantissa = half & 0x3ff;
    float magnitude;
    if (exponent == 0) {
      magnitude = mantissa * 0x1p-24f;
    } else if (exponent == 0x1f) {
      magnitude = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Math.scalb(1 + mantissa / 1024f, exponent - 15);
    }
    return half < 0 ? -magnitude : magnitude;
  }
}
