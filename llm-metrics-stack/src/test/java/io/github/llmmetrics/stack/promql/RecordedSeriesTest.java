package io.github.llmmetrics.stack.promql;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedSeriesTest {

  private static final Window HOUR = Window.of(Duration.ofHours(1));
  private static final Vector RATE =
      Scope.ALL.counter(ApplicationMetrics.REQUESTS).rate(HOUR).sumBy(MODEL);
  private static final RecordedSeries RECORDED =
      new RecordedSeries("slo:sli_events:rate1h", RATE, Map.of("slo", "availability"));

  @Test
  void now_hasTheFixedLabels() {
    assertThat(RECORDED.now()).hasToString("slo:sli_events:rate1h{slo=\"availability\"}");
    assertThat(RECORDED.now(List.of(Matcher.variable(MODEL, "model"))))
        .hasToString("slo:sli_events:rate1h{slo=\"availability\",model=~\"$model\"}");
    assertThat(RECORDED.now().labels()).containsExactly("model", "slo");
  }

  @Test
  void now_withoutLabels_isTheName() {
    assertThat(new RecordedSeries("model:llm_requests:rate1h", RATE, Map.of()).now())
        .hasToString("model:llm_requests:rate1h");
  }

  @Test
  void overTime_hasTheWindow() {
    assertThat(RECORDED.sumOver(HOUR))
        .hasToString("sum_over_time(slo:sli_events:rate1h{slo=\"availability\"}[1h])");
    assertThat(RECORDED.meanOver(HOUR))
        .hasToString("avg_over_time(slo:sli_events:rate1h{slo=\"availability\"}[1h])");
  }

  @Test
  void sum_isAllowedWhereItIsOfTheExpression() {
    RecordedSeries ratio =
        new RecordedSeries("model:llm_requests:ratio", RATE.dividedBy(RATE), Map.of());

    assertThat(RECORDED.now().isAdditive()).isTrue();
    assertThatThrownBy(() -> ratio.now().sumBy(MODEL)).hasMessageContaining("cannot be summed");
  }

  @Test
  void name_thatIsNotOfTheForm_throws() {
    assertThatThrownBy(() -> new RecordedSeries("llm_requests", RATE, Map.of()))
        .hasMessage("recording rule: llm_requests must be of the form level:metric:operations");
  }

  @Test
  void quantile_isOfRecordedBuckets() {
    RecordedSeries buckets = new RecordedSeries(
        "model_le:llm_time_to_first_token_seconds_bucket:rate1h",
        Scope.ALL.histogram(ApplicationMetrics.TTFT).buckets(HOUR, MODEL),
        Map.of());

    assertThat(buckets.quantile(0.99, List.of(Matcher.variable(MODEL, "model")), MODEL))
        .hasToString("histogram_quantile(0.99, sum by (le, model) "
            + "(model_le:llm_time_to_first_token_seconds_bucket:rate1h{model=~\"$model\"}))");
    assertThatThrownBy(() -> buckets.quantile(0.99, List.of(), STATUS))
        .hasMessageContaining("not all of le and [status]");
    assertThatThrownBy(() -> RECORDED.quantile(0.99, List.of(), MODEL))
        .hasMessage("recording rule: slo:sli_events:rate1h has labels [model, slo], "
            + "not all of le and [model]");
  }
}
