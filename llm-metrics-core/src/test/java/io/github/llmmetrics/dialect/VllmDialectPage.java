package io.github.llmmetrics.dialect;

import java.util.List;
import java.util.stream.Collectors;

/** {@code docs/vllm-dialect.md}. */
final class VllmDialectPage {

  private static final String HEAD = """
      <!-- Written by VllmDialectPageTest from the tables of package dialect; do not edit. -->
      # The vLLM dialect

      The same measurements under vLLM's names, labels and buckets, beside ours: what reads vLLM already, such as its Grafana
      dashboards, an autoscaler or the Gateway API Inference Extension's endpoint picker, then reads a Java service.

      ```java
      import io.github.llmmetrics.dialect.Dialect;

      LlmMetrics metrics = LlmMetrics.builder()
          .models("llama-3-8b")
          .dialect(Dialect.VLLM) // off unless it is asked for
          .build();
      ```

      Nothing is recorded twice. A scrape makes these series of the ones that it has just read of ours, so both always say the same.
      A histogram with other buckets counts between the bounds of both, and each side shows its own; that is why the
      option needs classic buckets, and refuses `histograms(NATIVE)`. The series are in `llm_metrics_series`, and a cap on ours is a
      cap on these.

      ## What is exposed

      Every series has `model_name`, our `model`, and `engine`, which is always `0`; neither can be a constant label then.

      | vLLM's name | type | of ours | buckets |
      |---|---|---|---|
      """;

  private static final String REASONS = """

      `finished_reason` is `stop`, `length`, `abort` or `error`:

      | `finished_reason` | of ours |
      |---|---|
      """;

  private static final String NOTES = """

      - Requests with the status `rejected` are in none of them: vLLM's counts and times begin when its engine takes a request on. So
        the count of `vllm:e2e_request_latency_seconds` is the sum of `vllm:request_success_total`, as in vLLM. Every success that
        did not end by its length is a `stop`, as tool calls are to vLLM; `repetition` is never said. While requests end,
        `stop` can be late by those of the moment; it does not fall.
      - `vllm:request_success_total` counts what did not succeed, too. That is how vLLM uses the name.
      - `vllm:kv_cache_usage_perc` is a share from 0 to 1, whatever its name says.
      - `vllm:inter_token_latency_seconds` has one observation for each token, vLLM's for each output of its engine. Times of a request
        that vLLM measures at its end are measured here when they are known.
      - `vllm:request_time_per_output_token_seconds` and both histograms of lengths are of successes; vLLM observes every end, and a 0
        for an answer of one token.
      - Buckets of lengths end at 1,000,000; vLLM's end at the longest context of its model.
      - Gauges are absent until an engine tells them: [`engine(model)`](getting-started.md). An autoscaler on
        `vllm:num_requests_waiting` needs that, and so does the Inference Extension.

      ## What is not

      vLLM exposes these, and there is no data for them here. None is faked.

      | vLLM's name | why not |
      |---|---|
      """;

  private static final String READERS = """

      ## Who reads it

      Queries of this form are run against a real Prometheus in this project's tests:

      ```promql
      histogram_quantile(0.99, sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket{model_name="llama-3-8b"}[1m])))
      sum by (finished_reason) (increase(vllm:request_success_total{model_name="llama-3-8b"}[1m]))
      rate(vllm:generation_tokens_total{model_name="llama-3-8b"}[1m])
      ```

      KEDA, one replica for each 5 requests that wait:

      ```yaml
      triggers:
        - type: prometheus
          metadata:
            serverAddress: http://prometheus:9090
            query: sum(vllm:num_requests_waiting{model_name="llama-3-8b"})
            threshold: "5"
      ```

      The endpoint picker of the Inference Extension scrapes each pod itself: `vllm:num_requests_waiting`, `vllm:num_requests_running` and
      `vllm:kv_cache_usage_perc`, which are its defaults. It does without `vllm:lora_requests_info` and
      `vllm:cache_config_info`; scorers that need them do not work.
      """;

  private VllmDialectPage() {}

  static String write() {
    StringBuilder page = new StringBuilder(HEAD);
    Dialect.VLLM.metrics().forEach(metric -> page.append(row(metric)));
    page.append(REASONS);
    Dialect.VLLM.metrics().stream()
        .filter(metric -> !metric.label().isEmpty())
        .flatMap(metric -> metric.series().stream())
        .forEach(series -> page.append("| `")
            .append(series.labelValue())
            .append("` | ")
            .append(terms(series))
            .append(" |\n"));
    page.append(NOTES);
    for (DialectGap gap : Dialect.VLLM.gaps()) {
      page.append("| ")
          .append(
              gap.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")))
          .append(" | ")
          .append(gap.reason())
          .append(" |\n");
    }
    return page.append(READERS).toString();
  }

  private static String row(DialectMetric metric) {
    String ours = metric.label().isEmpty()
        ? terms(metric.series().get(0))
        : "by `" + metric.label() + "`, below";
    return "| `" + metric.name() + "` | " + metric.type().label() + " | " + ours + " | "
        + buckets(metric.buckets()) + " |\n";
  }

  private static String terms(DialectSeries series) {
    return series.terms().stream()
        .map(VllmDialectPage::term)
        .collect(Collectors.joining(" + "))
        .replace("+ -", "− ");
  }

  private static String term(DialectTerm term) {
    String sign = term.factor() == -1 ? "-" : "";
    String factor = Math.abs(term.factor()) == 1 ? "" : " × " + term.factor();
    String values = term.values().isEmpty() ? "" : " of " + String.join(", ", term.values());
    return sign + "`" + term.metric().name() + "`" + values + factor;
  }

  private static String buckets(List<Double> bounds) {
    return bounds.stream()
        .map(bound ->
            bound == Math.rint(bound) ? String.valueOf(bound.longValue()) : String.valueOf(bound))
        .collect(Collectors.joining(", "));
  }
}
