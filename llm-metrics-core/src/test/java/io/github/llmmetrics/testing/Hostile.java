package io.github.llmmetrics.testing;

/** What hosts pass although they must not. */
public final class Hostile {

  private Hostile() {}

  /** A null where the compiler would not let one through. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  public static <T> T missing() {
    return null;
  }
}
