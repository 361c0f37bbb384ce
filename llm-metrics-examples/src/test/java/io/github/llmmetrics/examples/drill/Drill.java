package io.github.llmmetrics.examples.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Carries out exercises on a running stack, and keeps what came of them. */
final class Drill {

  /** For a loaded machine: a quiet one needs a third at most. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final DrilledStack stack;
  private final Timeline timeline;
  private final DrillTable table;

  /** The exercises that have begun, each with its moment. */
  private final List<Map.Entry<Instant, Exercise>> begun = new ArrayList<>();

  Drill(DrilledStack stack) {
    this.stack = stack;
    timeline = stack.timeline();
    table = new DrillTable(timeline);
  }

  /** What was seen so far. */
  DrillTable table() {
    return table;
  }

  /** Lets the service be well for a time. */
  void rest(Duration time) throws InterruptedException {
    if (timeline.await(time, () -> !timeline.all().isEmpty())) {
      throw new AssertionError("an alert without a fault: " + timeline.all());
    }
  }

  /** Carries out lanes beside each other, and each lane's exercises one after the other. */
  void round(List<List<Exercise>> lanes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (List<Exercise> lane : lanes) {
        running.add(threads.submit(() -> {
          for (Exercise exercise : lane) {
            carryOut(exercise);
          }
          return null;
        }));
      }
      for (Future<?> lane : running) {
        lane.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(String.valueOf(e.getCause()), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void carryOut(Exercise exercise) throws Exception {
    for (ExpectedAlert alert : exercise.expected()) {
      await(alert.pattern() + " is over before " + exercise.fault(), () -> isOver(alert.pattern()));
    }
    Instant on = Instant.now();
    synchronized (begun) {
      begun.add(Map.entry(on, exercise));
    }
    table.begin(exercise, on);
    exercise.on().on(stack);
    for (ExpectedAlert alert : exercise.expected()) {
      await(alert.told().during(), alert, on, exercise);
    }
    Instant off = Instant.now();
    exercise.off().on(stack);
    for (ExpectedAlert alert : exercise.expected()) {
      await(alert.told().afterwards(), alert, off, exercise);
      await(alert.pattern() + " ends after " + exercise.fault(), () -> isOver(alert.pattern()));
    }
    table.end(exercise, off, Instant.now());
  }

  private void await(List<Phase> phases, ExpectedAlert alert, Instant since, Exercise exercise)
      throws InterruptedException {
    for (Phase phase : phases) {
      await(
          alert.pattern() + " is " + phase + " by " + exercise.fault(),
          () -> timeline.first(phase, alert.pattern(), since).isPresent());
    }
  }

  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    if (!timeline.await(LIMIT, condition)) {
      throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
    }
  }

  /** Whether it is, and whoever was told of it was told that, too. */
  private boolean isOver(AlertPattern alert) {
    return timeline.active().stream().noneMatch(alert::matches)
        && timeline.told().stream().noneMatch(alert::matches);
  }

  /** What fired though no exercise that had begun explains it. */
  List<Sighting> unexplained() {
    synchronized (begun) {
      return timeline.all().stream()
          .filter(seen -> seen.phase() == Phase.FIRING || seen.phase() == Phase.DELIVERED)
          .filter(seen -> begun.stream()
              .noneMatch(each ->
                  !each.getKey().isAfter(seen.at()) && each.getValue().explains(seen.labels())))
          .toList();
    }
  }
}
