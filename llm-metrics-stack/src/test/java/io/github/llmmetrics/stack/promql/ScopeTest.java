package io.github.llmmetrics.stack.promql;

import static io.github.llmmetrics.catalogue.LabelDefinitions.CPU;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {

  private static final Scope CHOSEN = new Scope(
      List.of(Matcher.variable(TargetLabels.JOB, "job"), Matcher.variable(MODEL, "model")));

  @Test
  void scope_narrowsEverySeriesThatHasTheLabel() {
    assertThat(CHOSEN.gauge(ApplicationMetrics.QUEUE_DEPTH).now())
        .hasToString("llm_queue_depth{job=~\"$job\",model=~\"$model\"}");
    assertThat(CHOSEN.gauge(SystemMetrics.MEMORY_TOTAL).now())
        .hasToString("llm_system_memory_total_bytes{job=~\"$job\"}");
  }

  @Test
  void series_ofAnotherType_throws() {
    assertThatThrownBy(() -> Scope.ALL.gauge(ApplicationMetrics.REQUESTS))
        .hasMessage("llm_requests_total is a counter, not a gauge");
    assertThatThrownBy(() -> Scope.ALL.counter(ApplicationMetrics.QUEUE_DEPTH))
        .hasMessage("llm_queue_depth is a gauge, not a counter");
    assertThatThrownBy(() -> Scope.ALL.histogram(ApplicationMetrics.REQUESTS))
        .hasMessage("llm_requests_total is a counter, not a histogram");
  }

  @Test
  void labelValues_isOfAnyType() {
    assertThat(CHOSEN.labelValues(MODEL, ApplicationMetrics.REQUESTS))
        .isEqualTo("label_values(llm_requests_total{job=~\"$job\",model=~\"$model\"}, model)");
    assertThat(Scope.ALL.labelValues(TargetLabels.JOB, ApplicationMetrics.QUEUE_DEPTH))
        .isEqualTo("label_values(llm_queue_depth, job)");
    assertThat(Scope.ALL.labelValues(MODEL, ApplicationMetrics.TTFT))
        .isEqualTo("label_values(llm_time_to_first_token_seconds_count, model)");
  }

  @Test
  void labelValues_ofALabelThatTheMetricDoesNotHave_throws() {
    assertThatThrownBy(() -> Scope.ALL.labelValues(CPU, ApplicationMetrics.QUEUE_DEPTH))
        .hasMessage("llm_queue_depth has no label cpu, but [model, job, instance]");
  }
}
