package io.github.llmmetrics.stack.scrape;

import io.github.llmmetrics.stack.alert.Settings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which keys a Prometheus knows in its configuration. */
public enum PrometheusVersion {
  /** From 2.42 on. */
  V2("2.42 to 2.x"),
  /** From 3.0 on. */
  V3("3.x");

  private static final Pattern NUMBER = Pattern.compile("(\\d+)(?:\\.(\\d+|x))?(?:\\..*)?");
  private static final int OLDEST_MINOR = 42;

  private final String label;

  PrometheusVersion(String label) {
    this.label = label;
  }

  /**
   * Reads a version.
   *
   * @param text as a Prometheus tells it, or its beginning: {@code 3}, {@code 3.14.0}, {@code 2.42}
   * @return which keys it knows
   * @throws IllegalArgumentException if it is older than 2.42, or no version
   */
  public static PrometheusVersion of(String text) {
    Matcher number = NUMBER.matcher(text);
    boolean isNumber = number.matches();
    int major = isNumber ? Integer.parseInt(number.group(1)) : 0;
    boolean isKnown = major >= 3 || (major == 2 && minor(number) >= OLDEST_MINOR);
    Settings.require(isKnown, "prometheus.version", text, "3.x, or 2.42 to 2.x");
    return major >= 3 ? V3 : V2;
  }

  /** The second number; one that is left out may be any. */
  private static int minor(Matcher number) {
    String minor = number.group(2);
    return minor == null || minor.equals("x") ? OLDEST_MINOR : Integer.parseInt(minor);
  }

  /** The versions in words. */
  @Override
  public String toString() {
    return label;
  }
}
