package io.github.llmmetrics.stack.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.prometheus.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FiringsTest {

  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(1);

  @Test
  void runs_pointsWithGaps_areOneForEachWithoutAGap() {
    List<Series.Point> points =
        Stream.of(0, 1, 2, 4, 9, 10).map(minute -> point(minute, 1)).toList();

    assertThat(Firings.runs(points, STEP))
        .containsExactly(
            new Firings.Run(at(0), at(2)),
            new Firings.Run(at(4), at(4)),
            new Firings.Run(at(9), at(10)));
    assertThat(Firings.runs(List.of(), STEP)).isEmpty();
  }

  @Test
  void count_valuesBeyondForLongEnough_countOnce() {
    Series series = series(1, 5, 5, 5, 1, 5, 5, 1, 5, 5, 5, 5);

    assertThat(Firings.count(series, operand(true), 4, STEP)).isEqualTo(2);
    assertThat(Firings.count(series, operand(true), 5, STEP)).isZero();
    assertThat(Firings.count(series, operand(false), 6, STEP)).isEqualTo(1);
  }

  private static Operand operand(boolean isHighBad) {
    return new Operand("A", "a", isHighBad, 4, Duration.ofMinutes(2));
  }

  private static Series series(double... values) {
    return new Series(
        Map.of(),
        IntStream.range(0, values.length).mapToObj(i -> point(i, values[i])).toList());
  }

  private static Series.Point point(int minute, double value) {
    return new Series.Point(at(minute), value);
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }
}
