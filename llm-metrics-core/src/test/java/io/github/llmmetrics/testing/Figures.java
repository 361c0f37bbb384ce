package io.github.llmmetrics.testing;

/** Prints what a long run measured, for {@code docs/reliability.md}. */
public final class Figures {

  private final String run;

  private Figures(String run) {
    this.run = run;
  }

  /** Of a run over so many things. */
  public static Figures of(String what, long size) {
    return new Figures(String.format("%,d %s", size, what));
  }

  /** Prints one. */
  public Figures and(String what, Object figure) {
    System.out.println("figure | " + run + " | " + what + " | " + figure);
    return this;
  }
}
