package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CatalogueCommandTest {

  @Test
  void catalogue_oneDimension_isATable() {
    assertThat(Cli.run("catalogue", "--dimension", "business"))
        .isEqualTo(new Cli.Result(0, """
        NAME                             TYPE       UNIT       LABELS                  WARNING  CRITICAL
        llm_customer_requests_total      counter    requests   customer_id,model
        llm_customer_tokens_total        counter    tokens     customer_id,model,type
        llm_cost_per_request_dollars     histogram  dollars    model
        llm_customer_cost_dollars_total  counter    dollars    customer_id,model
        llm_cost_dollars_total           counter    dollars    model
        llm_unpriced_requests_total      counter    requests   model
        llm_user_satisfaction            gauge      score 0-1  model,segment
        llm_user_satisfaction_scores     histogram  score 0-1  model,segment
        llm_price_table_info             info                  version,models
        """, ""));
  }

  @Test
  void catalogue_search_looksIntoMeaningAndForeignNames() {
    assertThat(
            Cli.run("catalogue", "--search", "QUALITY", "--format", "markdown").out())
        .isEqualTo("""
            | NAME | TYPE | UNIT | LABELS | WARNING | CRITICAL | MEANING |
            | --- | --- | --- | --- | --- | --- | --- |
            | llm_quality_score | gauge | score 0-1 | model,evaluator | < 0.7 | < 0.5 | mean of the last 15 minutes of samples; absent when none |
            | llm_quality_scores | histogram | score 0-1 | model,evaluator |  |  | sampled quality scores (aggregates; alerts use its windowed mean) |
            """);
    assertThat(Cli.run("catalogue", "--search", "vllm:num_preemptions").out())
        .contains("llm_preemptions_total")
        .hasLineCount(2);
  }

  @Test
  void catalogue_nothingFound_isTheHeaderOnly() {
    assertThat(Cli.run("catalogue", "--search", "no such thing").out()).hasLineCount(1);
    assertThat(Cli.run("catalogue", "--search", "no such thing", "--format", "json")
            .out())
        .isEqualTo("[ ]\n");
  }

  @Test
  void catalogue_json_hasEveryMetricWithAllThatIsKnown() throws IOException {
    String json = Cli.run("catalogue", "--format", "JSON").out();

    assertThat(new ObjectMapper().readTree(json)).hasSize(MetricCatalogue.all().size());
    assertThat(Cli.run("catalogue", "--format", "json", "--search", "llm_queue_depth")
            .out())
        .isEqualTo("""
            [
              {
                "id" : "queue_depth",
                "name" : "llm_queue_depth",
                "title" : "Queue depth",
                "dimension" : "application",
                "type" : "gauge",
                "unit" : "requests",
                "labels" : {
                  "model" : [ ]
                },
                "buckets" : [ ],
                "warning" : 50.0,
                "critical" : 100.0,
                "basis" : "value",
                "direction" : "high_is_bad",
                "description" : "requests waiting to be scheduled",
                "also_known_as" : [
                  "vllm:num_requests_waiting",
                  "guide: vllm_pending_requests"
                ]
              }
            ]
            """);
  }
}
