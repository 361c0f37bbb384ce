package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnsignedTest {

  static LongStream bits() {
    LongStream edges = LongStream.of(
        0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1024, Long.MIN_VALUE + 1025);
    return LongStream.concat(edges, new Random(42).longs(200));
  }

  @ParameterizedTest
  @MethodSource("bits")
  void toDouble_ofALong_isTheNearestDouble(long bits) {
    double exact = new BigInteger(Long.toUnsignedString(bits)).doubleValue();

    assertThat(Unsigned.toDouble(bits)).isEqualTo(exact);
  }

  @Test
  void toDouble_ofAnInt_isExact() {
    assertThat(Unsigned.toDouble(-1)).isEqualTo(4_294_967_295.0);
    assertThat(Unsigned.toDouble(Integer.MIN_VALUE)).isEqualTo(2_147_483_648.0);
  }
}
