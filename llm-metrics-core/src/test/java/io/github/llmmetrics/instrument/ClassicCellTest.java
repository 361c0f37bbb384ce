package io.github.llmmetrics.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.llmmetrics.catalogue.MetricUnit;
import io.github.llmmetrics.testing.Together;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicCellTest {

  private static final int THREADS = 8;
  private static final int OBSERVATIONS = 20_000;
  private static final double LONGEST_EXACT = 2_199;
  /** A hundred of these change the top bit of a sum. */
  private static final double LONG = 20;

  private static final int MOST_AT_ONCE = 65_536;

  private static ClassicCell cell(MetricUnit unit) {
    BucketIndex index = new BucketIndex(new double[] {0.01, 0.1, 1});
    return new ClassicCell(
        Labels.EMPTY,
        null,
        index,
        index.ofSteps(FixedPoint.STEPS_PER_SECOND),
        FixedPoint.stepsPerUnit(unit));
  }

  @ParameterizedTest
  @EnumSource(
      value = MetricUnit.class,
      names = {"SECONDS", "DOLLARS", "SCORE", "TOKENS", "REQUESTS"})
  void sum_ofManySmallValues_doesNotDrift(MetricUnit unit) {
    ClassicCell cell = cell(unit);
    for (int i = 0; i < 1_000_000; i++) {
      cell.observe(unit.isAdditive() && unit != MetricUnit.DOLLARS ? 3 : 0.1);
    }

    double expected = unit.isAdditive() && unit != MetricUnit.DOLLARS ? 3_000_000 : 100_000;
    assertThat(cell.snapshot().getSum()).isEqualTo(expected);
  }

  @Test
  void sum_ofMillionthsOfADollar_isRightToAMillionth() {
    ClassicCell cell = cell(MetricUnit.DOLLARS);
    cell.observe(0.000_001_234_567);

    assertThat(cell.snapshot().getSum()).isCloseTo(0.000_001_234_567, within(1e-12));
  }

  @Test
  void sum_beyondItsBits_goesOn() {
    ClassicCell cell = cell(MetricUnit.SECONDS);
    // Half of what the bits hold each time.
    for (int i = 1; i <= 13_000; i++) {
      cell.observe(LONGEST_EXACT);
      cell.observeNanos(1_000_000_000, 1);

      HistogramDataPointSnapshot now = cell.snapshot();
      assertThat(now.getSum()).isEqualTo(i * (LONGEST_EXACT + 1));
      assertThat(now.getCount()).isEqualTo(2L * i);
    }
  }

  @Test
  void count_beyondItsBits_goesOnAndLeavesTheSumAlone() {
    ClassicCell cell = cell(MetricUnit.SECONDS);
    // The bits hold 64 times as many.
    for (int i = 1; i <= 1_000; i++) {
      cell.observe(0.05, MOST_AT_ONCE);
      cell.observeNanos(1_000_000, 1);

      HistogramDataPointSnapshot now = cell.snapshot();
      assertThat(now.getClassicBuckets().getCount(0)).isEqualTo(i);
      assertThat(now.getClassicBuckets().getCount(1)).isEqualTo((long) i * MOST_AT_ONCE);
      assertThat(now.getSum())
          .isCloseTo(i * (0.05 * MOST_AT_ONCE + 0.001), within(1e-9 * now.getSum()));
    }
  }

  @Test
  void observeNanos_shared_observesEachPartAsADivisionWould() {
    for (long nanos : new long[] {
      0,
      1,
      9_999_999,
      10_000_000,
      10_000_001,
      29_999_999,
      30_000_000,
      30_000_001,
      100_000_001,
      1_000_000_001,
      3_000_000_000_000L
    }) {
      for (int things = 1; things <= 3; things++) {
        ClassicCell whole = cell(MetricUnit.SECONDS);
        whole.observeNanos(nanos, things);
        ClassicCell parts = cell(MetricUnit.SECONDS);
        parts.observe(nanos / FixedPoint.STEPS_PER_SECOND / things, things);

        assertThat(whole.snapshot().getClassicBuckets())
            .usingRecursiveComparison()
            .as("%d ns for %d", nanos, things)
            .isEqualTo(parts.snapshot().getClassicBuckets());
        assertThat(whole.snapshot().getSum())
            .isCloseTo(nanos / FixedPoint.STEPS_PER_SECOND, within(1e-9));
      }
    }
  }

  @Test
  void observeNanos_noDuration_isIgnored() {
    ClassicCell cell = cell(MetricUnit.SECONDS);
    cell.observeNanos(-1, 1);
    cell.observeNanos(1, 0);
    cell.observeNanos(1, MOST_AT_ONCE + 1);
    cell.observeNanos(-1, Labels.of("trace_id", "t"));

    assertThat(cell.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e9, 1e300, -0.5, Double.MAX_VALUE})
  void sum_ofWhatHasNoWholeSteps_isThatOfDoubles(double value) {
    ClassicCell cell = cell(MetricUnit.SECONDS);
    cell.observe(value);
    cell.observe(0.25);

    assertThat(cell.snapshot().getSum()).isEqualTo(value + 0.25);
    assertThat(cell.snapshot().getCount()).isEqualTo(2);
  }

  @Test
  void observe_severalTimes_countsEach() {
    ClassicCell cell = cell(MetricUnit.SECONDS);
    cell.observe(0.05, 3);
    cell.observe(0.05, 0);
    cell.observe(0.05, -1);
    cell.observe(0.05, MOST_AT_ONCE + 1);

    assertThat(cell.snapshot().getCount()).isEqualTo(3);
    assertThat(cell.snapshot().getClassicBuckets().getCount(1)).isEqualTo(3);
    assertThat(cell.snapshot().getSum()).isEqualTo(0.15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void observe_notFinite_isIgnored(double value) {
    ClassicCell cell = cell(MetricUnit.SECONDS);
    cell.observe(value);

    assertThat(cell.isEmpty()).isTrue();
    assertThat(cell.snapshot().getSum()).isZero();
  }

  @Test
  void observe_manyThreadsAndAScraper_nothingIsLostAndNothingGoesBack() throws Exception {
    ClassicCell cell = cell(MetricUnit.SECONDS);
    AtomicInteger left = new AtomicInteger(THREADS);
    Together.run(THREADS + 1, thread -> {
      if (thread == THREADS) {
        HistogramDataPointSnapshot before = cell.snapshot();
        while (left.get() > 0) {
          HistogramDataPointSnapshot now = cell.snapshot();
          assertThat(now.getCount()).isGreaterThanOrEqualTo(before.getCount());
          assertThat(now.getSum()).isGreaterThanOrEqualTo(before.getSum());
          before = now;
        }
        return;
      }
      for (int i = 0; i < OBSERVATIONS; i++) {
        cell.observe(i % 3 == 0 ? LONG : 0.05);
      }
      left.decrementAndGet();
    });

    HistogramDataPointSnapshot last = cell.snapshot();
    long longOnes = (OBSERVATIONS + 2) / 3 * (long) THREADS;
    long shortOnes = (long) THREADS * OBSERVATIONS - longOnes;
    double sum = LONG * longOnes + 0.05 * shortOnes;
    assertThat(last.getCount()).isEqualTo((long) THREADS * OBSERVATIONS);
    assertThat(last.getClassicBuckets().getCount(1)).isEqualTo(shortOnes);
    assertThat(last.getSum()).isCloseTo(sum, within(1e-9 * sum));
  }
}
