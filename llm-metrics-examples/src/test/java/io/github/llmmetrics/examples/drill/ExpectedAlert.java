package io.github.llmmetrics.examples.drill;

import java.util.List;

/**
 * What a fault must lead to.
 *
 * @param pattern which alert, where
 * @param told when somebody hears of it
 */
record ExpectedAlert(AlertPattern pattern, Told told) {

  /** When somebody hears of an alert. */
  @SuppressWarnings("ImmutableEnumChecker") // Lists of List.of cannot change.
  enum Told {
    /** As soon as it fires. */
    AT_ONCE(List.of(Phase.PENDING, Phase.FIRING, Phase.DELIVERED), List.of()),
    /** Not while the fault lasts: a worse one of the same symptom and place is told instead. */
    NOT_BESIDE_WORSE(List.of(Phase.PENDING, Phase.FIRING, Phase.HELD_BACK), List.of()),
    /** When what was worse is over, and it is not. */
    AFTER_WORSE(List.of(Phase.PENDING, Phase.FIRING, Phase.HELD_BACK), List.of(Phase.DELIVERED));

    private final List<Phase> during;
    private final List<Phase> afterwards;

    Told(List<Phase> during, List<Phase> afterwards) {
      this.during = during;
      this.afterwards = afterwards;
    }

    /** What must be seen while the fault is on, in this order. */
    List<Phase> during() {
      return during;
    }

    /** What must be seen when it is off, before it ends. */
    List<Phase> afterwards() {
      return afterwards;
    }
  }
}
