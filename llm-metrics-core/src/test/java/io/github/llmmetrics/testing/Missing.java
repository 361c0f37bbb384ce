package io.github.llmmetrics.testing;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine and did not find. */
public final class Missing {

  private Missing() {}

  /** Skips the test with the reason; on CI, where everything has to be there, fails it. */
  public static AssertionError skip(String reason) {
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      return Assertions.fail(reason);
    }
    return Assumptions.abort(reason);
  }
}
