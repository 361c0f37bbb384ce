package io.github.llmmetrics;

/** Prints what a long run measured, for {@code docs/reliability.md}. */
final class Figures {

  private final String run;

  private Figures(String run) {
    this.run = run;
  }

  static Figures of(String what, long size) {
    return new Figures(String.format("%,d %s", size, what));
  }

  Figures and(String what, Object figure) {
    System.out.println("figure | " + run + " | " + what + " | " + figure);
    return this;
  }
}
