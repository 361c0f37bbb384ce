package io.github.llmmetrics.examples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class QuantileTest {

  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void of_rankInsideABucket_isLinearBetweenItsBounds() {
    // 10 observations: 2 up to 1, 6 more up to 2, 2 more up to 4. The 5th is 3/6 into (1, 2], the
    // 9.9th 1.9/2 into (2, 4].
    var buckets = buckets(Map.of(1.0, 2.0, 2.0, 8.0, 4.0, 10.0, INFINITE, 10.0));

    assertThat(Quantile.of(0.5, buckets).getAsDouble()).isEqualTo(1.5, EXACT);
    assertThat(Quantile.of(0.99, buckets).getAsDouble()).isEqualTo(3.9, EXACT);
  }

  @Test
  void of_rankInTheFirstBucket_beginsAtZero() {
    var buckets = buckets(Map.of(0.1, 4.0, 0.2, 4.0, INFINITE, 4.0));

    assertThat(Quantile.of(0.5, buckets).getAsDouble()).isEqualTo(0.05, EXACT);
  }

  @Test
  void of_rankOnABound_isTheBound() {
    var buckets = buckets(Map.of(1.0, 5.0, 2.0, 10.0, INFINITE, 10.0));

    assertThat(Quantile.of(0.5, buckets).getAsDouble()).isEqualTo(1.0, EXACT);
  }

  @Test
  void of_emptyBucketsBelow_areSkipped() {
    var buckets = buckets(Map.of(1.0, 0.0, 2.0, 0.0, 3.0, 2.0, INFINITE, 2.0));

    assertThat(Quantile.of(0.5, buckets).getAsDouble()).isEqualTo(2.5, EXACT);
  }

  @Test
  void of_rankInTheInfiniteBucket_isTheHighestFiniteBound() {
    var buckets = buckets(Map.of(1.0, 1.0, 120.0, 2.0, INFINITE, 100.0));

    assertThat(Quantile.of(0.5, buckets)).hasValue(120.0);
  }

  @Test
  void of_noObservations_isEmpty() {
    assertThat(Quantile.of(0.5, buckets(Map.of()))).isEmpty();
    assertThat(Quantile.of(0.5, buckets(Map.of(1.0, 0.0, INFINITE, 0.0)))).isEmpty();
  }

  @Test
  void of_onlyTheInfiniteBucket_isEmpty() {
    assertThat(Quantile.of(0.5, buckets(Map.of(INFINITE, 3.0)))).isEmpty();
  }

  private static NavigableMap<Double, Double> buckets(Map<Double, Double> cumulative) {
    return new TreeMap<>(cumulative);
  }
}
