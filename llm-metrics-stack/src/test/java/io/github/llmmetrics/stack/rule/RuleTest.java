package io.github.llmmetrics.stack.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.promql.Comparison;
import io.github.llmmetrics.stack.promql.RecordedSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleTest {

  private static final Vector QUEUE =
      Scope.ALL.gauge(ApplicationMetrics.QUEUE_DEPTH).now().sumBy(LabelDefinitions.MODEL);
  private static final Vector REQUESTS = Scope.ALL
      .counter(ApplicationMetrics.REQUESTS)
      .increase(Window.of(Duration.ofMinutes(5)))
      .sumBy(LabelDefinitions.MODEL);
  private static final Condition LONG_QUEUE = Condition.of(QUEUE, Comparison.ABOVE, 100);

  @Test
  void file_hasRecordingsAndAlertsInTheirOrder() {
    RecordedSeries series =
        new RecordedSeries("model:llm_queue_depth:sum", QUEUE, Map.of("tier", "gold"));
    RuleGroup recordings = new RuleGroup(
        "recordings", Optional.of(Duration.ofSeconds(30)), List.of(new RecordingRule(series)));
    RuleGroup alerts = new RuleGroup(
        "alerts", Optional.empty(), List.of(alert("{{ $labels.model }}: {{ $value }}")));

    assertThat(Yaml.text(RuleGroup.file(List.of(recordings, alerts)))).isEqualTo("""
        groups:
          - name: recordings
            interval: 30s
            rules:
              - record: "model:llm_queue_depth:sum"
                expr: "sum by (model) (llm_queue_depth)"
                labels:
                  tier: gold
          - name: alerts
            rules:
              - alert: LongQueue
                expr: "sum by (model) (llm_queue_depth) > 100"
                for: 5m
                labels:
                  severity: warning
                  symptom: queue
                annotations:
                  summary: "{{ $labels.model }}: {{ $value }}"
        """);
  }

  @Test
  void alert_thatDoesNotWait_hasNoFor() {
    AlertRule rule =
        new AlertRule("LongQueue", LONG_QUEUE, Duration.ZERO, Severity.INFO, Map.of(), Map.of());

    assertThat(rule.tree()).doesNotContainKey("for");
  }

  @Test
  void text_withALabelThatTheConditionLacks_isRefused() {
    assertThatThrownBy(() -> alert("{{ $labels.instance }} is slow"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alert LongQueue: its summary names the label instance, "
            + "which its condition does not have, but [model]");
  }

  /** Prometheus fills in the labels of the condition, not those that the rule adds. */
  @Test
  void text_withALabelOfTheRuleItself_isRefused() {
    assertThatThrownBy(() -> alert("{{ $labels.symptom }}")).hasMessageContaining("symptom");
  }

  @Test
  void text_withALabelInACall_isRefusedToo() {
    assertThatThrownBy(() -> alert("{{ with $labels.gpu_id }}GPU {{ . }}{{ end }}"))
        .hasMessageContaining("gpu_id");
  }

  @Test
  void withEvents_asksForBothAndKeepsTheThreshold() {
    Condition condition = LONG_QUEUE.withEvents(REQUESTS, 20);

    assertThat(condition.expression().text()).isEqualTo("""
        (sum by (model) (llm_queue_depth) > 100)
        and
        (sum by (model) (increase(llm_requests_total[5m])) >= 20)""");
    assertThat(condition.operands()).containsExactly(QUEUE, REQUESTS);
    assertThat(condition.threshold()).hasValue(100);
  }

  @Test
  void and_asksForBoth_andNamesEachOperandOnce() {
    Condition condition = LONG_QUEUE.and(Condition.of(QUEUE, Comparison.BELOW, 500));

    assertThat(condition.expression().text()).isEqualTo("""
        (sum by (model) (llm_queue_depth) > 100) and (sum by (model) (llm_queue_depth) < 500)""");
    assertThat(condition.operands()).containsExactly(QUEUE);
  }

  @Test
  void or_asksForOne() {
    Condition condition = LONG_QUEUE.or(Condition.of(REQUESTS, Comparison.EQUAL, 0));

    assertThat(condition.expression().text()).isEqualTo("""
        (sum by (model) (llm_queue_depth) > 100)
        or
        (sum by (model) (increase(llm_requests_total[5m])) == 0)""");
    assertThat(condition.operands()).containsExactly(QUEUE, REQUESTS);
    assertThat(condition.threshold()).hasValue(100);
  }

  @Test
  void severities_riseFromInfoToPage() {
    assertThat(Severity.values())
        .extracting(Severity::label)
        .containsExactly("info", "warning", "critical", "page");
  }

  private static AlertRule alert(String summary) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("symptom", "queue");
    return new AlertRule(
        "LongQueue",
        LONG_QUEUE,
        Duration.ofMinutes(5),
        Severity.WARNING,
        labels,
        Map.of("summary", summary));
  }
}
