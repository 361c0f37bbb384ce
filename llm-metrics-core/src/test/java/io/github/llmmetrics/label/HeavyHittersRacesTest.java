package io.github.llmmetrics.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Together;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads come and go while places change hands: nothing is written into a place that was given up. */
class HeavyHittersRacesTest {

  private static final int THREADS = 16;
  private static final int CALLS = 20_000;
  private static final int LIMIT = 20;

  private final ManualClock clock = new ManualClock();
  private final Queue<LongAdder> made = new ConcurrentLinkedQueue<>();
  private final Map<LongAdder, Long> vacated = new ConcurrentHashMap<>();
  private final LongAdder others = new LongAdder();
  private final HeavyHitters<LongAdder> places = new HeavyHitters<>(
      LIMIT,
      null,
      clock,
      value -> {
        LongAdder series = new LongAdder();
        made.add(series);
        return series;
      },
      place -> vacated.put(place.series(), place.series().sum()));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void manyThreads_whilePlacesChangeHands_loseNothing(long seed) throws Exception {
    Together.run(THREADS, thread -> {
      SplittableRandom random = new SplittableRandom(seed * THREADS + thread);
      for (int i = 0; i < CALLS; i++) {
        // Who is heavy moves on.
        record("v-" + (random.nextInt(30) + i / 500 * 10));
        if (i % 50 == 0) {
          clock.advance(Duration.ofSeconds(1));
          places.turnOver();
        }
      }
    });

    // However the threads came to run, one place at least changes hands.
    int late = 0;
    while (vacated.isEmpty() && late < 100_000) {
      record("late");
      late++;
      if (late % 50 == 0) {
        clock.advance(Duration.ofSeconds(1));
        places.turnOver();
      }
    }

    assertThat(vacated).isNotEmpty();
    vacated.forEach((series, shown) -> assertThat(series.sum()).isEqualTo(shown));
    assertThat(made.stream().mapToLong(LongAdder::sum).sum() + others.sum())
        .isEqualTo((long) THREADS * CALLS + late);
  }

  private void record(String value) {
    Place<LongAdder> place = places.enter(value);
    if (place == null) {
      others.increment();
    } else {
      place.series().increment();
      place.leave();
    }
  }
}
