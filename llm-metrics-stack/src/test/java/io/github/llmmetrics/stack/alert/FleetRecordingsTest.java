package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.promql.RecordedSeries;
import io.github.llmmetrics.stack.rule.RecordingRule;
import io.github.llmmetrics.stack.rule.RuleGroup;
import io.github.llmmetrics.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetRecordingsTest {

  private static final RuleGroup GROUP = FleetRecordings.group();

  /** Two services that end one request each second; of the second one's, half take long. */
  private static final String TWO_SERVICES =
      """
      rule_files: [llm-fleet.yml]
      evaluation_interval: 30s
      tests:
        - interval: 15s
          input_series:
            - {series: 'llm_request_latency_seconds_bucket{job="llm",instance="a",model="m",status="success",le="1"}', values: '0+15x40'}
            - {series: 'llm_request_latency_seconds_bucket{job="llm",instance="a",model="m",status="success",le="+Inf"}', values: '0+15x40'}
            - {series: 'llm_request_latency_seconds_bucket{job="llm",instance="b",model="m",status="success",le="1"}', values: '0+7.5x40'}
            - {series: 'llm_request_latency_seconds_bucket{job="llm",instance="b",model="m",status="success",le="+Inf"}', values: '0+15x40'}
            - {series: 'llm_request_latency_seconds_bucket{job="llm",instance="b",model="m",status="cancelled",le="+Inf"}', values: '0+15x40'}
            - {series: 'llm_requests_total{job="llm",instance="a",model="m",status="success"}', values: '0+15x40'}
            - {series: 'llm_requests_total{job="llm",instance="b",model="m",status="success"}', values: '0+15x40'}
            - {series: 'llm_tokens_total{job="llm",instance="a",model="m",type="prompt"}', values: '0+30x40'}
          promql_expr_test:
            - expr: 'job_model_le:llm_request_latency_seconds_bucket:rate5m'
              eval_time: 10m
              exp_samples:
                - {labels: 'job_model_le:llm_request_latency_seconds_bucket:rate5m{job="llm",model="m",le="1"}', value: 1.5}
                - {labels: 'job_model_le:llm_request_latency_seconds_bucket:rate5m{job="llm",model="m",le="+Inf"}', value: 2}
            - expr: '%s'
              eval_time: 10m
              exp_samples: [{labels: '{model="m"}', value: 0.6666666666666666}]
            - expr: 'job_model_status:llm_requests:rate5m'
              eval_time: 10m
              exp_samples:
                - {labels: 'job_model_status:llm_requests:rate5m{job="llm",model="m",status="success"}', value: 2}
            - expr: 'job_model_type:llm_tokens:rate5m'
              eval_time: 10m
              exp_samples:
                - {labels: 'job_model_type:llm_tokens:rate5m{job="llm",model="m",type="prompt"}', value: 2}
      """.formatted(FleetRecordings.latency().quantile(0.5, List.of(), MODEL));

  @TempDir
  private Path folder;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("llm-fleet.yml"), Yaml.text(RuleGroup.file(List.of(GROUP))));
  }

  @Test
  void group_passesPromtoolWithAllItsLints() throws Exception {
    Program.Result result = Program.require("promtool")
        .runIn(folder, "", "check", "rules", "--lint=all", "--lint-fatal", "llm-fleet.yml");

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void recordings_ofTwoServices_areTheirSums() throws Exception {
    Files.writeString(folder.resolve("test.yml"), TWO_SERVICES);

    Program.Result result =
        Program.require("promtool").runIn(folder, "", "test", "rules", "test.yml");

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void recordings_haveNoInstance_andNamesOfTheirOwn() {
    List<RecordedSeries> recorded =
        GROUP.rules().stream().map(rule -> ((RecordingRule) rule).series()).toList();

    assertThat(recorded)
        .allSatisfy(series ->
            assertThat(series.now().labels()).contains("job", "model").doesNotContain("instance"));
    assertThat(Stream.concat(RuleSet.of(StackSettings.DEFAULT).groups(), Stream.of(GROUP))
            .map(RuleGroup::name))
        .doesNotHaveDuplicates();
  }
}
