package io.github.llmmetrics.stack.tuning;

import io.github.llmmetrics.stack.format.TextTable;
import io.github.llmmetrics.stack.promql.Durations;
import java.time.Duration;
import java.util.List;

/** The report of what fired, as a table. */
final class NoiseText {

  private static final String METHOD = """

      COST is minutes of people: 30 for each page, 15 for a critical one, 5 for a warning, 1 for an info. FIRED counts the
      firings of all series, seen every %s; SHORT is the share that ended within %s, before somebody could look.
      """;

  private NoiseText() {}

  static String of(List<Noise> noises, Advice advice, TimeRange range) {
    String title = "Alerts of " + Durations.text(range.length()) + " to " + range.end() + "\n\n";
    if (noises.isEmpty()) {
      return title + "No alert fired.\n";
    }
    List<List<String>> rows = noises.stream().map(noise -> row(noise, advice)).toList();
    List<String> header =
        List.of("ALERT", "SEVERITY", "COST", "FIRED", "TOTAL", "MEDIAN", "SHORT", "WHAT TO DO");
    return title
        + new TextTable(header, rows).text()
        + METHOD.formatted(Durations.text(NoiseReport.STEP), Durations.text(Noise.SHORT));
  }

  private static List<String> row(Noise noise, Advice advice) {
    return List.of(
        noise.alert(),
        noise.severity(),
        String.valueOf(noise.cost()),
        String.valueOf(noise.count()),
        text(noise.total()),
        text(noise.median()),
        Math.round(noise.shortShare() * 100) + " %",
        advice.on(noise));
  }

  private static String text(Duration duration) {
    long hours = duration.toHours();
    return hours == 0 ? duration.toMinutes() + "m" : hours + "h " + duration.toMinutesPart() + "m";
  }
}
