package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EstimateCommandTest {

  @Test
  void estimate_ofAFleet_isATableOfMetricsAndOneOfWhatPrometheusCarries() {
    assertThat(Cli.run("estimate", "--instances", "200", "--gpus", "0", "--cpus", "0"))
        .isEqualTo(new Cli.Result(0, """
        LARGEST METRICS                  LABELS                  SERIES  SHARE
        llm_request_latency_seconds      model,status            216     19 %
        llm_customer_tokens_total        customer_id,model,type  200     18 %
        llm_customer_requests_total      customer_id,model       100     9 %
        llm_customer_cost_dollars_total  customer_id,model       100     9 %
        llm_metrics_series               metric                  40      4 %
        llm_metrics_series_limit         metric                  40      4 %
        llm_time_to_first_token_seconds  model                   38      3 %
        llm_queue_time_seconds           model                   38      3 %
        llm_prompt_tokens                model                   38      3 %
        llm_inter_token_latency_seconds  model                   34      3 %

        PROMETHEUS
        series of one instance   1,139
        series of 200 instances  227,800
        samples a second         15,187
        memory at its peak       1.2 GB
        disk                     146.1 GB

        Series are counted, at worst. Measured with up to 227,800 series on Prometheus 2.42:
        memory is within what was measured; disk is extrapolated from a block of less than half an hour.
        """, ""));
  }

  @Test
  void estimate_ofAFleetTooLargeForOneServer_saysWhatToDo() {
    assertThat(Cli.run("estimate", "--instances", "5000", "--models", "10").out())
        .contains("memory is extrapolated, ", "share the instances among");
  }

  @Test
  void estimate_outOfRange_isRefused() {
    assertThat(Cli.run("estimate", "--instances", "0"))
        .isEqualTo(
            new Cli.Result(2, "", "llm-metrics estimate: instances: 0 must be 1 to 100000\n"));
  }
}
