package io.github.llmmetrics.stack.tuning;

import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.promql.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A baseline as settings: YAML with the measured numbers as comments. */
final class BaselineText {

  private static final String METHOD = """
      # A value every %s, only where there were events enough for the alert. Of each series the worst 1 %% is left out, so
      # that an incident in this time does not become the norm; the worst of the rest, over all series, times 1.5 is the
      # threshold (for scores, where low is bad: the distance from 1 times 1.5), but never less than a tenth of the present
      # one nor more than ten times as much. Twins of different severity keep their proportion. A series needs %d values.
      # Read the numbers before you save them: a week of bad service makes bad thresholds.
      """;

  /** More series than this say no more to a person. */
  private static final int MOST_SERIES = 5;

  private static final MathContext THREE_DIGITS = new MathContext(3);

  private BaselineText() {}

  static String of(List<Suggestion> suggestions, TimeRange range, Optional<String> job) {
    boolean isEmpty = suggestions.stream().allMatch(s -> s.threshold().isEmpty());
    return "# Baseline of " + Durations.text(range.length()) + " to " + range.end()
        + job.map(name -> ", job " + name).orElse("") + ".\n"
        + METHOD.formatted(Durations.text(Baseline.STEP), Baseline.FEWEST_VALUES)
        + (isEmpty ? "alerts: {}\n" : "alerts:\n")
        + suggestions.stream().map(BaselineText::entry).collect(Collectors.joining());
  }

  private static String entry(Suggestion suggestion) {
    String name = suggestion.operand().alert();
    String present = Numbers.text(suggestion.operand().threshold());
    StringBuilder entry = new StringBuilder();
    if (suggestion.threshold().isEmpty()) {
      entry
          .append("  # ")
          .append(name)
          .append(" stays at ")
          .append(present)
          .append(": ")
          .append(suggestion.reason())
          .append('\n');
      suggestion.measured().stream()
          .limit(MOST_SERIES)
          .forEach(measured -> entry.append("  #   ").append(line(measured)).append('\n'));
      return entry.toString();
    }
    String threshold = Numbers.text(suggestion.threshold().getAsDouble());
    entry.append("  ").append(name).append(":\n");
    suggestion.measured().stream()
        .limit(MOST_SERIES)
        .forEach(measured -> entry.append("    # ").append(line(measured)).append('\n'));
    int more = suggestion.measured().size() - MOST_SERIES;
    if (more > 0) {
      entry.append("    # and ").append(more).append(" series more\n");
    }
    return entry
        .append("    # would have fired ")
        .append(suggestion.firedBefore())
        .append(" times at ")
        .append(present)
        .append(", ")
        .append(suggestion.firedAfter())
        .append(" times at ")
        .append(threshold)
        .append('\n')
        .append("    threshold: ")
        .append(threshold)
        .append('\n')
        .toString();
  }

  private static String line(Suggestion.Measured measured) {
    Distribution values = measured.values();
    String labels = measured.labels().isEmpty() ? "all" : measured.labels();
    return labels + ": " + values.count() + " values, least " + text(values.least()) + ", p1 "
        + text(values.quantile(0.01)) + ", p50 "
        + text(values.quantile(0.5)) + ", p99 " + text(values.quantile(0.99)) + ", greatest "
        + text(values.greatest());
  }

  private static String text(double value) {
    return BigDecimal.valueOf(value).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
  }
}
