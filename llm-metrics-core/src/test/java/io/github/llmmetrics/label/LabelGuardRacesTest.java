package io.github.llmmetrics.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Together;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sixty-four threads bring more values than a label may have. */
class LabelGuardRacesTest {

  private static final int THREADS = 64;
  private static final int CALLS = 2_000;
  private static final int VALUES = 10_000;

  @ParameterizedTest(name = "limit {0}")
  @ValueSource(ints = {1, 50, 1_000})
  void admit_manyThreads_neverMoreThanTheLimitAndEachCallIsAccountedFor(int limit)
      throws Exception {
    LongAdder overflowed = new LongAdder();
    LabelGuard guard = new LabelGuard(Map.of("model", limit), listener(overflowed));
    Map<String, LongAdder> used = new ConcurrentHashMap<>();

    Together.run(THREADS, thread -> {
      SplittableRandom random = new SplittableRandom(thread);
      for (int i = 0; i < CALLS; i++) {
        String wanted = "value-" + random.nextInt(VALUES);
        String admitted = guard.admit("model", wanted);
        assertThat(admitted).isIn(wanted, "other");
        used.computeIfAbsent(admitted, key -> new LongAdder()).increment();
      }
    });

    Set<String> own = ConcurrentHashMap.newKeySet();
    own.addAll(used.keySet());
    own.remove("other");
    assertThat(own).hasSize(limit);
    assertThat(used.values().stream().mapToLong(LongAdder::sum).sum()).isEqualTo(THREADS * CALLS);
    assertThat(overflowed.sum())
        .isEqualTo(used.getOrDefault("other", new LongAdder()).sum());
    assertThat(own)
        .as("admitted once, admitted for ever")
        .allMatch(value -> guard.admit("model", value).equals(value));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void admit_manyThreadsWithTheSameFewValues_allHavePlaces(long seed) throws Exception {
    LongAdder overflowed = new LongAdder();
    LabelGuard guard = new LabelGuard(Map.of("model", 100), listener(overflowed));

    // Fewer than the limit, though all threads bring all of them at once. A thread may hold one
    // place for a value that another brings too, so the room is left for all of them.
    Together.run(THREADS, thread -> {
      SplittableRandom random = new SplittableRandom(seed * THREADS + thread);
      for (int i = 0; i < CALLS; i++) {
        guard.admit("model", "value-" + random.nextInt(100 - THREADS));
      }
    });

    assertThat(overflowed.sum()).isZero();
  }

  private static LabelGuard.Listener listener(LongAdder overflowed) {
    return new LabelGuard.Listener() {
      @Override
      public void repaired(String label) {
        throw new AssertionError("nothing to repair in " + label);
      }

      @Override
      public void overflowed(String label) {
        overflowed.increment();
      }
    };
  }
}
