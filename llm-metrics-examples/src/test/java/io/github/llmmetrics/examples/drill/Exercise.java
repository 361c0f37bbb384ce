package io.github.llmmetrics.examples.drill;

import io.github.llmmetrics.examples.drill.ExpectedAlert.Told;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One fault, and what must come of it. Immutable.
 *
 * @param fault in words
 * @param on switches it on
 * @param off switches it off
 * @param expected the alerts that must fire, and end
 * @param sideEffects further alerts that it may well raise, and that another exercise is about
 */
record Exercise(
    String fault, Step on, Step off, List<ExpectedAlert> expected, List<AlertPattern> sideEffects) {

  /** Something that is done to the stack. */
  @FunctionalInterface
  interface Step {

    /** Does it. */
    void on(DrilledStack stack) throws Exception;
  }

  Exercise {
    expected = List.copyOf(expected);
    sideEffects = List.copyOf(sideEffects);
  }

  static Exercise of(String fault, Step on, Step off) {
    return new Exercise(fault, on, off, List.of(), List.of());
  }

  /** A fault of the service, with a strength for each model: {@code jargon=3000}. */
  static Exercise of(String fault, String... strengths) {
    return of(
        fault + " " + String.join(" ", strengths),
        stack -> {
          for (String strength : strengths) {
            String[] parts = strength.split("=", -1);
            stack.chat().fault(fault + "?model=" + parts[0] + "&strength=" + parts[1]);
          }
        },
        stack -> stack.chat().noFault(fault));
  }

  /** Must be told at once. */
  Exercise tells(Map<String, String> place, String... alerts) {
    return expects(Told.AT_ONCE, place, alerts);
  }

  /** Must fire, and be told to nobody: a worse one is. */
  Exercise holdsBack(Map<String, String> place, String... alerts) {
    return expects(Told.NOT_BESIDE_WORSE, place, alerts);
  }

  /** Must be told when what was worse is over. */
  Exercise tellsLater(Map<String, String> place, String... alerts) {
    return expects(Told.AFTER_WORSE, place, alerts);
  }

  /** May fire as well. */
  Exercise mayRaise(Map<String, String> place, String... alerts) {
    Stream<AlertPattern> further = Arrays.stream(alerts).map(name -> new AlertPattern(name, place));
    return new Exercise(
        fault, on, off, expected, Stream.concat(sideEffects.stream(), further).toList());
  }

  private Exercise expects(Told told, Map<String, String> place, String... alerts) {
    List<ExpectedAlert> all = new ArrayList<>(expected);
    for (String name : alerts) {
      all.add(new ExpectedAlert(new AlertPattern(name, place), told));
    }
    return new Exercise(fault, on, off, all, sideEffects);
  }

  /** Whether an alert is one that this fault is known to raise. */
  boolean explains(Map<String, String> labels) {
    return Stream.concat(expected.stream().map(ExpectedAlert::pattern), sideEffects.stream())
        .anyMatch(pattern -> pattern.matches(labels));
  }
}
