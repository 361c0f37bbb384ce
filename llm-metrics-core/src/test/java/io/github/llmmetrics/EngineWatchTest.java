package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.internal.Guard;
import io.github.llmmetrics.internal.ThrottledLogger;
import io.github.llmmetrics.testing.ManualClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's thread as a queue that the test works off. */
class EngineWatchTest {

  private final List<String> failures = new ArrayList<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final EngineStats stats = new EngineStats() {
    @Override
    public OptionalLong queueDepth() {
      return OptionalLong.of(3);
    }
  };

  private EngineWatch watch(Executor executor) {
    ThrottledLogger logger =
        new ThrottledLogger(System.getLogger(EngineWatchTest.class.getName()), new ManualClock());
    return new EngineWatch(stats, executor, new Guard(failures::add, logger));
  }

  private static EngineWatch.Attempt begin(EngineWatch watch) {
    return Objects.requireNonNull(watch.begin());
  }

  @Test
  void begin_whileAReadingIsOnItsWay_joinsIt() {
    EngineWatch watch = watch(tasks::add);
    EngineWatch.Attempt first = begin(watch);
    EngineWatch.Attempt second = begin(watch);

    assertThat(second).isSameAs(first);
    assertThat(tasks).hasSize(1);
    tasks.remove().run();
    assertThat(watch.await(first, 0)).isNotNull();
    assertThat(watch.await(second, 0)).isNotNull();
    assertThat(begin(watch)).isNotSameAs(first);
    assertThat(failures).isEmpty();
  }

  @Test
  void begin_whileALateReadingIsOnItsWay_failsAtOnceUntilItComesBack() {
    EngineWatch watch = watch(tasks::add);
    assertThat(watch.await(begin(watch), 0)).isNull();
    assertThat(failures).hasSize(1);

    assertThat(watch.begin()).isNull();
    assertThat(watch.begin()).isNull();
    assertThat(tasks).hasSize(1);
    assertThat(failures).hasSize(3);

    tasks.remove().run();
    EngineWatch.Attempt next = begin(watch);
    tasks.remove().run();
    assertThat(Objects.requireNonNull(watch.await(next, 0)).queueDepth()).hasValue(3);
    assertThat(failures).hasSize(3).containsOnly("engine_stats");
  }

  @ParameterizedTest
  @MethodSource("executorFailures")
  void begin_whereNoThreadCanBeHad_costsThisReadingOnly(Runnable failure) {
    EngineWatch watch = watch(task -> {
      if (failures.isEmpty()) {
        failure.run();
      }
      task.run();
    });

    assertThat(watch.await(begin(watch), 0)).isNull();
    assertThat(failures).containsExactly("engine_stats");
    assertThat(watch.await(begin(watch), 0)).isNotNull();
  }

  static List<Runnable> executorFailures() {
    return List.of(
        () -> {
          throw new RejectedExecutionException("of the test");
        },
        () -> {
          throw new OutOfMemoryError("unable to create native thread: of the test");
        });
  }

  @Test
  void await_interrupted_givesUpAndStaysInterrupted() {
    EngineWatch watch = watch(tasks::add);
    EngineWatch.Attempt attempt = begin(watch);
    Thread.currentThread().interrupt();

    assertThat(watch.await(attempt, Long.MAX_VALUE)).isNull();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failures).containsExactly("engine_stats");
  }
}
