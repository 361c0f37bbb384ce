package io.github.llmmetrics.benchmarks.peers;

import io.github.llmmetrics.catalogue.MetricDefinition;
import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What the JDK offers, and nothing else: adders, a binary search, no registry; what one would write by hand. */
final class Adders implements Backend {

  private static Distribution distribution(MetricDefinition metric, double perUnit) {
    double[] bounds = metric.buckets().stream().mapToDouble(Double::doubleValue).toArray();
    return new Distribution() {
      @Override
      public void observe(long amount, String... labelValues) {
        throw new UnsupportedOperationException("adders have no look-up");
      }

      @Override
      public Observer series(String... labelValues) {
        LongAdder[] buckets = new LongAdder[bounds.length + 1];
        Arrays.setAll(buckets, i -> new LongAdder());
        DoubleAdder sum = new DoubleAdder();
        return amount -> {
          double value = amount / perUnit;
          int found = Arrays.binarySearch(bounds, value);
          buckets[found >= 0 ? found : -found - 1].increment();
          sum.add(value);
        };
      }
    };
  }

  @Override
  public Distribution durations(MetricDefinition metric) {
    return distribution(metric, NANOS_PER_SECOND);
  }

  @Override
  public Distribution lengths(MetricDefinition metric) {
    return distribution(metric, 1);
  }

  @Override
  public Count counter(MetricDefinition metric) {
    return new Count() {
      @Override
      public void add(long amount, String... labelValues) {
        throw new UnsupportedOperationException("adders have no look-up");
      }

      @Override
      public Adder series(String... labelValues) {
        LongAdder adder = new LongAdder();
        return adder::add;
      }
    };
  }

  @Override
  public Count upDown(MetricDefinition metric) {
    return counter(metric);
  }

  @Override
  public int scrape() {
    return 0;
  }
}
