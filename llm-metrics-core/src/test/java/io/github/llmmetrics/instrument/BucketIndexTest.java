package io.github.llmmetrics.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricType;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each value goes where a search through the bounds would put it. */
class BucketIndexTest {

  private static final int VALUES = 20_000;

  static Stream<double[]> bounds() {
    return Stream.concat(
        MetricCatalogue.all().stream()
            .filter(metric -> metric.type() == MetricType.HISTOGRAM)
            .map(metric ->
                metric.buckets().stream().mapToDouble(Double::doubleValue).toArray()),
        Stream.of(
            new double[] {},
            new double[] {0},
            new double[] {-3, -1},
            new double[] {-1, 0, 1e-300, 0.1, 1.0 / 3, 1e300},
            new double[] {1, Math.nextUp(1.0), Math.nextUp(Math.nextUp(1.0))}));
  }

  private static int search(double[] bounds, double value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    return bucket;
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void of_anyValue_isTheFirstBucketThatHoldsIt(double[] bounds) {
    BucketIndex index = new BucketIndex(bounds);
    assertThat(index.size()).isEqualTo(bounds.length + 1);
    assertThat(Arrays.copyOf(index.upperBounds(), bounds.length)).isEqualTo(bounds);
    assertThat(index.upperBounds()).endsWith(Double.POSITIVE_INFINITY);

    SplittableRandom random = new SplittableRandom(bounds.length);
    for (int i = 0; i < VALUES; i++) {
      assertThatIsFound(index, bounds, Math.exp(random.nextDouble(-30, 30)));
    }
    for (double bound : bounds) {
      assertThatIsFound(index, bounds, bound);
      assertThatIsFound(index, bounds, Math.nextUp(bound));
      assertThatIsFound(index, bounds, Math.nextDown(bound));
    }
    for (double value :
        new double[] {0, -0.0, -1, -1e300, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE}) {
      assertThatIsFound(index, bounds, value);
    }
  }

  private static void assertThatIsFound(BucketIndex index, double[] bounds, double value) {
    int found = index.of(value);
    if (found != search(bounds, value)) {
      assertThat(found).as("bucket of %s", value).isEqualTo(search(bounds, value));
    }
  }
}
