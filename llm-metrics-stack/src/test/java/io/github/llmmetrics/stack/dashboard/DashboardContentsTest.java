package io.github.llmmetrics.stack.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be on which dashboard. */
class DashboardContentsTest {

  private static final Map<String, DashboardJson> DASHBOARDS = DashboardJson.all().stream()
      .collect(Collectors.toMap(DashboardJson::uid, dashboard -> dashboard));

  /** Seen nowhere, each for a reason. */
  private static final Set<String> ON_NO_DASHBOARD = Set.of(
      // The sum of what ended and what is active, which are both shown.
      "llm_requests_started_total",
      // The histogram of the same scores is shown: it gives the mean of any time.
      "llm_user_satisfaction",
      // Total without used.
      "llm_gpu_memory_free_bytes",
      // A fact of the settings, not of the service.
      "llm_price_table_info");

  @Test
  void dashboards_areTheFive() {
    assertThat(DASHBOARDS.values().stream()
            .map(dashboard -> dashboard.root().path("title").asText()))
        .containsExactlyInAnyOrder(
            "LLM Operations",
            "LLM Executive Summary",
            "LLM Model Performance",
            "LLM Objectives and Error Budgets",
            "LLM GPUs");
    assertThat(DASHBOARDS.keySet())
        .containsExactlyInAnyOrder("llm-ops", "llm-exec", "llm-model", "llm-slo", "llm-gpu");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      llm-ops   | stat       | Requests/s                     | reqps
      llm-ops   | stat       | Completion tokens/s            | si:tok/s
      llm-ops   | stat       | Latency p50                    | s
      llm-ops   | stat       | Latency p99                    | s
      llm-ops   | stat       | Error rate                     | percentunit
      llm-ops   | stat       | Queue depth                    | short
      llm-ops   | timeseries | Request latency                | s
      llm-ops   | timeseries | Time to first token            | s
      llm-ops   | timeseries | Request throughput by model    | reqps
      llm-ops   | timeseries | Prompt and completion tokens/s | si:tok/s
      llm-ops   | timeseries | GPU utilisation                | percent
      llm-ops   | timeseries | GPU memory used and total      | bytes
      llm-ops   | timeseries | KV cache usage                 | percent
      llm-ops   | table      | Firing alerts                  | short
      llm-exec  | stat       | Requests, 24 h                 | short
      llm-exec  | stat       | Tokens, 24 h                   | short
      llm-exec  | stat       | Availability, 24 h             | percentunit
      llm-exec  | stat       | Mean latency, 24 h             | s
      llm-exec  | stat       | Cost, 24 h                     | currencyUSD
      llm-exec  | table      | Top customers, 24 h            | short
      llm-model | heatmap    | Time to first token            | s
      llm-model | heatmap    | Time per output token          | s
      llm-model | heatmap    | Inter-token latency            | s
      llm-model | timeseries | Output length                  | short
      llm-model | timeseries | Quality, mean of an hour       | percentunit
      llm-model | timeseries | Refusals by reason             | reqps
      llm-model | timeseries | Safety triggers by category    | cps
      llm-model | timeseries | User satisfaction, mean of an hour | percentunit
      """)
  void panel_isThere(String uid, String type, String title, String unit) {
    JsonNode panel = dashboard(uid).panel(title);

    assertThat(panel.path("type").asText()).isEqualTo(type);
    assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText()).isEqualTo(unit);
  }

  @ParameterizedTest
  @CsvSource({"Error rate, 0.01, 0.05", "Queue depth, 50.0, 100.0", "Latency p99, 10.0, 30.0"})
  void stat_isColouredAtTheThresholdsOfTheCatalogue(String title, String warning, String critical) {
    JsonNode steps = dashboard("llm-ops")
        .panel(title)
        .path("fieldConfig")
        .path("defaults")
        .path("thresholds")
        .path("steps");

    assertThat(steps).hasToString("""
        [{"color":"green","value":null},{"color":"orange","value":%s},{"color":"red","value":%s}]""".formatted(warning, critical));
  }

  @Test
  void latency_ofOperations_isByQuantile() {
    assertThat(legends("llm-ops", "Request latency")).containsExactly("p50", "p90", "p99");
    assertThat(legends("llm-ops", "Time to first token")).containsExactly("p50", "p90", "p99");
  }

  private static List<String> legends(String uid, String title) {
    return DashboardJson.elements(dashboard(uid).panel(title).path("targets"))
        .map(target -> target.path("legendFormat").asText())
        .toList();
  }

  static Stream<MetricDefinition> metrics() {
    return MetricCatalogue.all().stream();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void metric_isOnSomeDashboard_orNotForAReason(MetricDefinition metric) {
    boolean isShown = DASHBOARDS.values().stream()
        .flatMap(DashboardJson::panels)
        .flatMap(panel -> DashboardJson.queries(panel).stream())
        .anyMatch(
            query -> query.matches("(?s).*\\b" + metric.name() + "(_bucket|_count|_sum)?\\b.*"));

    assertThat(isShown).isNotEqualTo(ON_NO_DASHBOARD.contains(metric.name()));
  }

  private static DashboardJson dashboard(String uid) {
    return Objects.requireNonNull(DASHBOARDS.get(uid), uid);
  }
}
