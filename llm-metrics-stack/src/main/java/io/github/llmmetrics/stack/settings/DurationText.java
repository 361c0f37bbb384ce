package io.github.llmmetrics.stack.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus reads them, with one unit. */
public final class DurationText {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhdw])");

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @param text a whole number and one of {@code s}, {@code m}, {@code h}, {@code d}, {@code w}
   * @return zero or more
   * @throws IllegalArgumentException if the text has another form
   */
  public static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(text + " must be a duration such as 30s, 5m, 1h or 7d");
    }
    long count = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }
}
