package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import org.junit.jupiter.api.Test;

class EstimateCommandTest {

  @Test
  void estimate_ofAFleet_isATableOfMetricsAndOneOfWhatPrometheusCarries() {
    assertThat(Cli.run("estimate", "--instances", "200", "--gpus", "0", "--cpus", "0"))
        .isEqualTo(new Cli.Result(0, """
        LARGEST METRICS                          LABELS                  SERIES  SHARE
        llm_request_latency_seconds              model,status            216     18 %
        llm_customer_tokens_total                customer_id,model,type  200     16 %
        llm_customer_requests_total              customer_id,model       100     8 %
        llm_customer_cost_dollars_total          customer_id,model       100     8 %
        llm_metrics_series                       metric                  43      4 %
        llm_metrics_series_limit                 metric                  43      4 %
        llm_time_to_first_token_seconds          model                   38      3 %
        llm_time_to_first_visible_token_seconds  model                   38      3 %
        llm_queue_time_seconds                   model                   38      3 %
        llm_stream_backpressure_seconds          model                   38      3 %

        PROMETHEUS
        series of one instance             1,226
        series of 200 instances            245,200
        samples a second, scraped each 5s  49,040
        memory at its peak, queries apart  1.3 GB
        disk for 35d                       455.6 GB

        Series are counted, at worst. Measured with up to 227,800 series on Prometheus 2.42:
        memory is extrapolated, 1.1 times as far; disk is extrapolated from a block of less than half an hour.
        """, ""));
  }

  @Test
  void estimate_ofAFleetTooLargeForOneServer_saysWhatToDo() {
    assertThat(Cli.run("estimate", "--instances", "5000", "--models", "10").out())
        .contains("memory is extrapolated, ", "share the instances among");
  }

  /** As often as the services are scraped by what we generate. */
  @Test
  void estimate_withoutAnInterval_takesTheGeneratedOne() {
    String text =
        new PrometheusConfiguration(PrometheusSettings.DEFAULT, StackSettings.DEFAULT).text();

    assertThat(text).contains("job_name: llm\n    scrape_interval: 5s\n");
    assertThat(Cli.run("estimate", "--instances", "9").out())
        .isEqualTo(
            Cli.run("estimate", "--instances", "9", "--scrape-interval", "5s").out())
        .isNotEqualTo(
            Cli.run("estimate", "--instances", "9", "--scrape-interval", "15s").out());
  }

  @Test
  void estimate_withAnUnknownOption_saysSoBeforeWhatIsMissing() {
    assertThat(Cli.run("estimate", "--instnces", "5").err())
        .startsWith("llm-metrics estimate: Unknown options: '--instnces', '5'\n")
        .contains("--instances");
    assertThat(Cli.run("estimate").err())
        .startsWith("llm-metrics estimate: Missing required option: '--instances=N'\n");
  }

  @Test
  void estimate_outOfRange_isRefused() {
    assertThat(Cli.run("estimate", "--instances", "0"))
        .isEqualTo(
            new Cli.Result(2, "", "llm-metrics estimate: instances: 0 must be 1 to 100000\n"));
  }
}
