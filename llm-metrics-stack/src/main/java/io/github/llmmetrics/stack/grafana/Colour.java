package io.github.llmmetrics.stack.grafana;

/** A colour of Grafana's palette: what a value or line says, before it is read. */
public enum Colour {
  /** As it should be. */
  GREEN("green"),
  /** Worth a look. */
  YELLOW("yellow"),
  /** A warning. */
  ORANGE("orange"),
  /** Serious. */
  RED("red"),
  /** A fact, neither good nor bad. */
  BLUE("blue"),
  /** The colour of text: no judgement. */
  TEXT("text"),
  /** None. */
  TRANSPARENT("transparent");

  private final String id;

  Colour(String id) {
    this.id = id;
  }

  /**
   * The colour as Grafana names it.
   *
   * @return for example {@code green}
   */
  public String id() {
    return id;
  }
}
