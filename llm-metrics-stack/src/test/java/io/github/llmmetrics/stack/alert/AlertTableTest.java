package io.github.llmmetrics.stack.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.promql.Numbers;
import io.github.llmmetrics.stack.rule.AlertRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts are those of the table {@code alerts.tsv}, with its numbers. */
class AlertTableTest {

  private static final Pattern THRESHOLD = Pattern.compile("(?:[<>]|budget over) ([0-9.]+)");
  private static final Pattern WINDOWS = Pattern.compile("over (\\d+[smhd])(?: and (\\d+[smhd]))?");

  /** What these look back over the table leaves to us. */
  private static final List<String> OWN_WINDOWS = List.of("GPUDown", "LLMMetricsUnhealthy");

  /** A row, or an alert in its words. */
  private record Row(
      String group,
      String severity,
      List<String> thresholds,
      List<String> windows,
      List<String> pending) {}

  @Test
  void alerts_areThoseOfTheTable() throws IOException {
    Map<String, Row> alerts = new LinkedHashMap<>();
    AlertCatalogue.all().forEach(alert -> alerts.put(alert.name(), row(alert)));

    assertThat(alerts).containsExactlyEntriesOf(table());
  }

  private static Row row(AlertDefinition alert) {
    List<AlertRule> rules = alert.rules(StackSettings.DEFAULT);
    List<String> pending =
        rules.stream().map(rule -> Durations.text(rule.pending())).distinct().toList();
    return new Row(
        alert.group().label(),
        alert.severity().label(),
        thresholds(alert, rules),
        windows(alert),
        pending);
  }

  private static List<String> thresholds(AlertDefinition alert, List<AlertRule> rules) {
    if (!burn(alert).isEmpty()) {
      return burn(alert).stream()
          .map(pair -> Numbers.text(pair.factor(Objectives.DEFAULT.period())))
          .toList();
    }
    return rules.stream()
        .flatMapToDouble(rule -> rule.condition().threshold().stream())
        .filter(threshold -> threshold > 0)
        .mapToObj(Numbers::text)
        .toList();
  }

  private static List<String> windows(AlertDefinition alert) {
    Stream<Duration> windows = burn(alert).isEmpty()
        ? alert.defaults().window().stream()
        : burn(alert).stream().flatMap(pair -> Stream.of(pair.longWindow(), pair.shortWindow()));
    return OWN_WINDOWS.contains(alert.name())
        ? List.of()
        : windows.map(Durations::text).toList();
  }

  private static List<BurnWindows> burn(AlertDefinition alert) {
    return switch (alert.name()) {
      case "LLMErrorBudgetBurnFast" -> List.of(BurnWindows.HOUR, BurnWindows.SIX_HOURS);
      case "LLMErrorBudgetBurnSlow" -> List.of(BurnWindows.DAY, BurnWindows.THREE_DAYS);
      default -> List.of();
    };
  }

  private static Map<String, Row> table() throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    text()
        .lines()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .forEach(cells -> rows.put(
            cells[0],
            new Row(
                cells[1],
                cells[2],
                found(THRESHOLD, cells[3]),
                found(WINDOWS, cells[3]),
                List.of(cells[4].split(" / ", -1)))));
    return rows;
  }

  /** All groups of all matches. */
  private static List<String> found(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    for (MatchResult match : pattern.matcher(text).results().toList()) {
      for (int group = 1; group <= match.groupCount(); group++) {
        if (match.group(group) != null) {
          found.add(match.group(group));
        }
      }
    }
    return found;
  }

  private static String text() throws IOException {
    try (InputStream in = AlertTableTest.class.getResourceAsStream("/alerts.tsv")) {
      return new String(
          Objects.requireNonNull(in, "alerts.tsv").readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
