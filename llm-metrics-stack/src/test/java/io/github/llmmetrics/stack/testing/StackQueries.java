package io.github.llmmetrics.stack.testing;

import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.dashboard.Dashboards;
import io.github.llmmetrics.stack.playbook.Playbooks;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.rule.AlertRule;
import io.github.llmmetrics.stack.rule.RecordingRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every query that is generated. */
public final class StackQueries {

  private StackQueries() {}

  /** All that is generated for these settings. */
  public static List<StackQuery> all(StackSettings settings) throws IOException {
    List<StackQuery> queries = new ArrayList<>();
    for (Map.Entry<String, String> file : Dashboards.files(settings).entrySet()) {
      queries.addAll(DashboardQueries.of(file.getKey(), file.getValue()));
    }
    RuleSet rules = RuleSet.of(settings);
    recordings(rules).forEach(queries::add);
    rules.alertRules().stream().flatMap(StackQueries::operands).forEach(queries::add);
    Playbooks.queries(settings).stream()
        .map(asked -> query("playbook query " + asked.name(), asked.measured()))
        .forEach(queries::add);
    return queries;
  }

  /** What each rule recorded, by its name: not the expression, which may have data while the rule has none. */
  private static Stream<StackQuery> recordings(RuleSet rules) {
    return rules.recordings().stream()
        .flatMap(group -> group.rules().stream())
        .map(rule -> ((RecordingRule) rule).series())
        .map(series -> query("recording " + series.name(), series.now()));
  }

  private static Stream<StackQuery> operands(AlertRule alert) {
    return alert.condition().operands().stream()
        .map(operand -> query("alert " + alert.name(), operand));
  }

  private static StackQuery query(String place, Vector vector) {
    return new StackQuery(place, vector.text(), vector.labels());
  }
}
