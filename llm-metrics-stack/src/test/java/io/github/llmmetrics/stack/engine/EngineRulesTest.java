package io.github.llmmetrics.stack.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;
import io.github.llmmetrics.stack.rule.RuleGroup;
import io.github.llmmetrics.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** promtool plays engines over time: what is recorded of them can be queried and alerted upon as if it were ours. */
class EngineRulesTest {

  private static final Window WINDOW = Window.of(Duration.ofMinutes(5));
  private static final String TARGET = "job=\"llm\",instance=\"vllm:8000\"";
  private static final String VLLM = TARGET + ",model_name=\"m\",engine=\"0\"";

  @TempDir
  private Path folder;

  @Test
  void rate_ofARecordedCounter_isThatOfTheCounter_alsoOverARestart() throws Exception {
    Vector recorded = Scope.ALL
        .counter(ApplicationMetrics.TOKENS)
        .where(LabelDefinitions.TOKEN_TYPE, "completion")
        .rate(WINDOW)
        .sumBy(LabelDefinitions.MODEL);

    assertPasses("vllm", """
        - interval: 15s
          input_series:
            - series: 'vllm:generation_tokens_total{%s}'
              values: 0+30x39 0+30x40
          promql_expr_test:
            - expr: %s
              eval_time: 9m
              exp_samples:
                - labels: '{model="m"}'
                  value: 2
            - expr: %s - on () sum(rate(vllm:generation_tokens_total[5m]))
              eval_time: 12m
              exp_samples:
                - labels: '{}'
                  value: 0
        """.formatted(VLLM, recorded, recorded));
  }

  @Test
  void quantile_ofARecordedHistogram_isThatOfTheHistogram() throws Exception {
    Vector median =
        Scope.ALL.histogram(ApplicationMetrics.TTFT).quantile(0.5, WINDOW, LabelDefinitions.MODEL);

    assertPasses("vllm", """
        - interval: 15s
          input_series:
        %s
          promql_expr_test:
            - expr: %s
              eval_time: 10m
              exp_samples:
                - labels: '{model="m"}'
                  value: 3.75
        """.formatted(firstTokens("2.5", "5.0"), median));
  }

  @Test
  void quantile_ofAHistogramInMilliseconds_isInSeconds() throws Exception {
    Vector median =
        Scope.ALL.histogram(ApplicationMetrics.TTFT).quantile(0.5, WINDOW, LabelDefinitions.MODEL);

    assertPasses("triton", """
        - interval: 15s
          input_series:
            - series: 'nv_inference_first_response_histogram_ms_bucket{%1$s,model="m",le="500"}'
              values: 0x40
            - series: 'nv_inference_first_response_histogram_ms_bucket{%1$s,model="m",le="2000"}'
              values: 0+10x40
            - series: 'nv_inference_first_response_histogram_ms_bucket{%1$s,model="m",le="+Inf"}'
              values: 0+10x40
          promql_expr_test:
            - expr: %2$s
              eval_time: 10m
              exp_samples:
                - labels: '{model="m"}'
                  value: 1.25
        """.formatted(TARGET, median));
  }

  @Test
  void cpuUsage_ofNodeExporter_isWhatIsNeitherIdleNorWaiting() throws Exception {
    assertPasses("node", """
        - interval: 15s
          input_series:
            - series: 'node_cpu_seconds_total{%1$s,cpu="0",mode="idle"}'
              values: 0+9x40
            - series: 'node_cpu_seconds_total{%1$s,cpu="0",mode="iowait"}'
              values: 0+2.25x40
            - series: 'node_cpu_seconds_total{%1$s,cpu="0",mode="user"}'
              values: 0+3.75x40
          promql_expr_test:
            - expr: %2$s
              eval_time: 5m
              exp_samples:
                - labels: '%2$s{cpu="0",engine="node",instance="vllm:8000",job="llm"}'
                  value: 25
        """.formatted(TARGET, SystemMetrics.CPU_USAGE.name()));
  }

  @Test
  void highTtft_onASlowVllm_fires() throws Exception {
    assertPasses("vllm", """
        - interval: 15s
          input_series:
        %s
          alert_rule_test:
            - eval_time: 15m
              alertname: LLMHighTTFT
              exp_alerts:
                - exp_labels:
                    severity: warning
                    symptom: ttft
                    owner: llm-platform
                    model: m
                  exp_annotations:
                    summary: "m: 1 in 100 users waits longer than 4.975s for the first token"
                    description: "The 99th percentile of time to first token of m is 4.975s. It is queue time and prefill: look at queue depth, prompt length and prefix cache hits."
                    runbook_url: "https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighTTFT.md"
                    dashboard_url: "http://localhost:3000/d/llm-model"
        """.formatted(firstTokens("2.5", "5.0")));
  }

  @Test
  void highTtft_onAFastVllm_isSilent() throws Exception {
    assertPasses("vllm", """
        - interval: 15s
          input_series:
        %s
          alert_rule_test:
            - eval_time: 15m
              alertname: LLMHighTTFT
              exp_alerts: []
        """.formatted(firstTokens("0.25", "0.5")));
  }

  /** A hundred observations each 15 s, evenly between two bounds. */
  private static String firstTokens(String lower, String upper) {
    return """
            - series: 'vllm:time_to_first_token_seconds_bucket{%1$s,le="%2$s"}'
              values: 0x80
            - series: 'vllm:time_to_first_token_seconds_bucket{%1$s,le="%3$s"}'
              values: 0+100x80
            - series: 'vllm:time_to_first_token_seconds_bucket{%1$s,le="+Inf"}'
              values: 0+100x80
            - series: 'vllm:time_to_first_token_seconds_count{%1$s}'
              values: 0+100x80
        """.formatted(VLLM, lower, upper).indent(4).stripTrailing();
  }

  private void assertPasses(String engine, String tests) throws Exception {
    RuleSet ours = RuleSet.of(StackSettings.DEFAULT);
    List<RuleGroup> groups =
        new ArrayList<>(EngineRules.groups(EngineSettings.DEFAULT.withEngines(List.of(engine))));
    ours.groups()
        .filter(group -> List.of("llm-recordings", "llm-latency").contains(group.name()))
        .forEach(groups::add);
    Files.writeString(folder.resolve("rules.yml"), Yaml.text(RuleGroup.file(groups)));
    Map<String, Object> head = new TreeMap<>();
    head.put("rule_files", List.of("rules.yml"));
    head.put("evaluation_interval", "15s");
    head.put("group_eval_order", groups.stream().map(RuleGroup::name).toList());
    Path test = Files.writeString(
        folder.resolve("test.yml"), Yaml.text(head) + "tests:\n" + tests.indent(2));

    Program.Result result = Program.require("promtool").run("", "test", "rules", test.toString());

    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
