package io.github.llmmetrics.stack.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.stack.engine.EngineRules;
import io.github.llmmetrics.stack.engine.EngineSettings;
import io.github.llmmetrics.stack.engine.Engines;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in files and scrapes. */
class LinterTest {

  private static final String DASHBOARD = """
      {
        "title": "Ours",
        "templating": {"list": [
          {"type": "query", "name": "model", "query": {"query": "label_values(llm_requests_total{jobb=\\"a\\"}, modle)"}},
          {"type": "query", "name": "top", "query": "query_result(topk(3, llm_tokens_total))"},
          {"type": "query", "name": "all", "query": "label_values(instance)"},
          {"type": "custom", "name": "n", "query": "1,2"}
        ]},
        "annotations": {"list": [{"name": "down", "expr": "llm_gpu_upp == 0"}]},
        "panels": [
          {"type": "row", "title": "Row", "panels": [
            {"title": "Cache", "targets": [{"expr": "llm_kv_cache_usage_percent{model=~\\"$model\\"}"}],
             "fieldConfig": {"defaults": {"unit": "percentunit", "thresholds": {"mode": "absolute",
               "steps": [{"color": "green", "value": null}, {"color": "red", "value": 0.9}]}}, "overrides": []}}
          ]},
          {"title": "TTFT", "targets": [
             {"expr": "histogram_quantile(0.9, sum by (le) (rate(llm_time_to_first_token_seconds_bucket[$__rate_interval])))"},
             {"expr": ""},
             {"expr": "rate({job=\\"a\\"} |= \\"x\\" [5m])", "datasource": {"type": "loki", "uid": "l"}}],
           "fieldConfig": {"defaults": {"unit": "ms"}}},
          {"title": "Mixed", "targets": [{"expr": "llm_kv_cache_usage_percent"}],
           "fieldConfig": {"defaults": {"unit": "s"}, "overrides": [{"properties": [{"id": "unit", "value": "percent"}]}]}},
          {"title": "Relative", "targets": [{"expr": "llm_kv_cache_usage_percent"}],
           "fieldConfig": {"defaults": {"unit": "percent", "thresholds": {"mode": "percentage", "steps": [{"value": 1}]}}}}
        ]
      }
      """;

  private static final String RULES = """
      groups:
        - name: ours
          rules:
            - record: llm_requests:rate5m
              expr: sum by (model) (rate(llm_requests_total[5m]))
            - record: llm_ours
              expr: llm_queue_depth
            - alert: CacheFull
              expr: llm_kv_cache_usage_percent > 0.9
            - alert: Uses
              expr: llm_ours > 5 and llm_requests:rate5m > 1
            - alert: Broken
              expr: sum(
      """;

  @Test
  void files_dashboard_findsEachMistakeInItsPlace() {
    assertThat(text(new Linter(LintOptions.DEFAULT).files(Map.of("ours.json", DASHBOARD))))
        .isEqualTo("""
            ours.json: variable model: unknown-label: by (modle): none of llm_requests_total has this label
            ours.json: variable model: unknown-label: llm_requests_total has no label jobb
            ours.json: variable top: counter-without-rate: the plain value of llm_tokens_total says how long the process has run, not what happens
            ours.json: "Ours": unknown-series: llm_gpu_upp is not in the catalogue
            ours.json: "Cache": wrong-unit: the panel's unit is percentunit, but the values are percent from 0 to 100
            ours.json: "Cache": wrong-unit: coloured at 0.9, but it is percent from 0 to 100
            ours.json: "TTFT": wrong-unit: the panel's unit is ms, but the values are seconds
            """);
  }

  @Test
  void files_rules_findsEachMistakeAndKnowsWhatIsRecorded() {
    assertThat(text(new Linter(LintOptions.DEFAULT).files(Map.of("rules.yml", RULES))))
        .isEqualTo("""
            rules.yml: alert CacheFull: wrong-unit: compared with 0.9, but it is percent from 0 to 100
            rules.yml: alert Broken: syntax: no PromQL: an expression expected, not the end at character 5
            """);
  }

  @Test
  void files_rulesThatRecordEngines_areLeftAlone_butNoOtherCopies() {
    Map<String, String> engines =
        EngineRules.files(EngineSettings.DEFAULT.withEngines(Engines.names()));
    String copy = """
        groups: [{name: g, rules: [{record: llm_queue_depth, expr: "vllm:num_requests_waiting"}]}]
        """;

    assertThat(new Linter(LintOptions.DEFAULT).files(engines)).isEmpty();
    assertThat(text(new Linter(LintOptions.DEFAULT).files(Map.of("copy.yml", copy))))
        .contains("copy.yml: record llm_queue_depth: renamed-series: ");
  }

  @Test
  void files_rulesOfKubernetes_areRead() {
    String rule = """
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        spec:
          groups: [{name: g, rules: [{alert: A, expr: llm_none > 1}]}]
        ---
        # an empty document
        """;

    assertThat(text(new Linter(LintOptions.DEFAULT).files(Map.of("a.yaml", rule))))
        .isEqualTo("""
        a.yaml: alert A: unknown-series: llm_none is not in the catalogue
        """);
  }

  @Test
  void files_severalFiles_knowWhatAnotherOneRecords() {
    Map<String, String> files = new TreeMap<>(
        Map.of("a.yml", "groups: [{rules: [{alert: A, expr: llm_ours > 1}]}]", "b.yml", RULES));

    assertThat(text(new Linter(LintOptions.DEFAULT).files(files))).doesNotContain("a.yml");
  }

  @Test
  void files_withoutQueries_areClean() {
    assertThat(new Linter(LintOptions.DEFAULT)
            .files(Map.of("a.json", "[1, null]", "b.yml", "a: [1]", "c.yml", "")))
        .isEmpty();
  }

  @Test
  void files_neitherJsonNorYaml_areRefusedWithTheLine() {
    Linter linter = new Linter(LintOptions.DEFAULT);

    assertThatThrownBy(() -> linter.files(Map.of("a.json", "{\n\"a\": }")))
        .isInstanceOf(LintException.class)
        .hasMessageStartingWith("a.json: line 2: no JSON: ");
    assertThatThrownBy(() -> linter.files(Map.of("a.yml", "a:\n  b: c: d")))
        .isInstanceOf(LintException.class)
        .hasMessageStartingWith("a.yml: line 2: no YAML: ");
    assertThatThrownBy(() -> linter.files(Map.of("a.yml", "a: *b")))
        .isInstanceOf(LintException.class)
        .hasMessageStartingWith("a.yml: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"&a [*a]", "a: &a {expr: [*a]}", "expr: 1\nalert: [b]", "- &a {b: *a}"})
  void files_oddYaml_isRead(String yaml) {
    assertThat(new Linter(LintOptions.DEFAULT).files(Map.of("a.yml", yaml))).isEmpty();
  }

  @Test
  void files_nestedTooDeep_areRefused() {
    assertThatThrownBy(
            () -> new Linter(LintOptions.DEFAULT).files(Map.of("a.yml", "[".repeat(100_000))))
        .isInstanceOf(LintException.class)
        .hasMessage("a.yml: no YAML: nested too deep");
    assertThatThrownBy(
            () -> new Linter(LintOptions.DEFAULT).files(Map.of("a.json", "[".repeat(100_000))))
        .isInstanceOf(LintException.class);
  }

  @Test
  void scrape_ofAServiceWithNamesOfItsOwn_findsThem() {
    String scrape = """
        # HELP llm_requests_total requests
        # TYPE llm_requests_total gauge
        llm_requests_total{model="a}b",status="success"} 1.0
        llm_requests_total{model="a",status="failed"} 1.0
        # TYPE llm_requests_started counter
        llm_requests_started_total{model="a",tenant="x"} 2
        # TYPE llm_gpu_info gauge
        llm_gpu_info{gpu_id="0",uuid="u",name="n",pci_bus_id="p",driver_version="1"} 1
        # TYPE llm_time_to_first_token_seconds histogram
        llm_time_to_first_token_seconds_bucket{model="a",le="1"} 4
        llm_time_to_first_token_seconds_sum{model="a"} 4.5
        llm_time_to_first_token_seconds_created{model="a"} 1.7e9
        llm_gpu_memory_bytes{gpu_id="0"} 4
        llm_cost_per_request{model="a"} 4
        vllm:num_requests_running{model_name="a"} 1
        """;

    assertThat(text(new Linter(LintOptions.DEFAULT).scrape("http://a/metrics", scrape)))
        .isEqualTo("""
            http://a/metrics: llm_requests_total: wrong-type: it is exposed as gauge, and the catalogue says counter
            http://a/metrics: llm_requests_total: unknown-value: the label status of llm_requests_total is never failed
            http://a/metrics: llm_requests_started_total: unknown-label: llm_requests_started_total has no label tenant
            http://a/metrics: llm_gpu_memory_bytes: unknown-series: it is not in the catalogue
            http://a/metrics: llm_cost_per_request: renamed-series: llm_cost_per_request is what others call llm_cost_per_request_dollars (llm_cost_per_request)
            """);
  }

  @Test
  void scrape_somethingElse_isRefused() {
    assertThatThrownBy(() -> new Linter(LintOptions.DEFAULT).scrape("http://a", "<html>\n</html>"))
        .isInstanceOf(LintException.class)
        .hasMessage("http://a answers with something else than metrics as text");
  }

  private static String text(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.file() + ": " + finding.place() + ": "
            + finding.rule().id() + ": " + finding.message() + "\n")
        .collect(Collectors.joining());
  }
}
