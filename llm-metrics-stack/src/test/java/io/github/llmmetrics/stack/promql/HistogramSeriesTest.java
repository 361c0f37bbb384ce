package io.github.llmmetrics.stack.promql;

import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramSeriesTest {

  private static final Window WINDOW = Window.of(Duration.ofMinutes(5));
  private static final HistogramSeries TTFT = Scope.ALL.histogram(ApplicationMetrics.TTFT);
  private static final HistogramSeries LATENCY =
      Scope.ALL.histogram(ApplicationMetrics.REQUEST_LATENCY);

  @Test
  void quantile_keepsTheBuckets() {
    assertThat(TTFT.quantile(0.99, WINDOW))
        .hasToString("histogram_quantile(0.99,"
            + " sum by (le) (rate(llm_time_to_first_token_seconds_bucket[5m])))");
    assertThat(TTFT.quantile(0.5, WINDOW, MODEL))
        .hasToString("histogram_quantile(0.5,"
            + " sum by (le, model) (rate(llm_time_to_first_token_seconds_bucket[5m])))");
  }

  @Test
  void quantile_hasTheLabelsThatWereKept_andCannotBeSummed() {
    Vector quantile = TTFT.quantile(0.99, WINDOW, MODEL);

    assertThat(quantile.labels()).containsExactly("model");
    assertThatThrownBy(() -> quantile.sumBy(MODEL)).hasMessageContaining("cannot be summed");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 99, Double.NaN})
  void quantile_outOfRange_throws(double quantile) {
    assertThatThrownBy(() -> TTFT.quantile(quantile, WINDOW))
        .hasMessage("quantile: " + quantile + " must be between 0 and 1");
  }

  @Test
  void quantile_byALabelThatTheMetricDoesNotHave_throws() {
    assertThatThrownBy(() -> TTFT.quantile(0.5, WINDOW, GPU_ID))
        .hasMessage("llm_time_to_first_token_seconds has labels [model, job, instance],"
            + " not all of [gpu_id]");
  }

  @Test
  void buckets_areForAHeatmap() {
    assertThat(TTFT.buckets(WINDOW))
        .hasToString("sum by (le) (rate(llm_time_to_first_token_seconds_bucket[5m]))");
    assertThat(TTFT.buckets(WINDOW).labels()).containsExactly("le");
  }

  @Test
  void mean_isGuardedAgainstAnIdleTime() {
    assertThat(TTFT.mean(WINDOW, MODEL)).hasToString("""
        sum by (model) (rate(llm_time_to_first_token_seconds_sum[5m]))
        /
        (sum by (model) (rate(llm_time_to_first_token_seconds_count[5m])) > 0)""");
    assertThat(TTFT.mean(WINDOW).isAdditive()).isFalse();
  }

  @Test
  void shareWithin_aWholeBound_isFoundHoweverItIsWritten() {
    assertThat(LATENCY.where(STATUS, List.of("success")).shareWithin(5, WINDOW, MODEL))
        .hasToString("""
        (sum by (model) (rate(llm_request_latency_seconds_bucket{status="success",le=~"5(\\\\.0)?"}[5m]))
        or
        0 * sum by (model) (rate(llm_request_latency_seconds_count{status="success"}[5m])))
        /
        (sum by (model) (rate(llm_request_latency_seconds_count{status="success"}[5m])) > 0)""");
  }

  @Test
  void rateAbove_isAllWithoutThoseWithin() {
    assertThat(Scope.ALL.histogram(ApplicationMetrics.ITL).rateAbove(0.1, WINDOW))
        .hasToString("""
        sum(rate(llm_inter_token_latency_seconds_count[5m]))
        -
        sum(rate(llm_inter_token_latency_seconds_bucket{le="0.1"}[5m]))""");
  }

  @Test
  void shareWithin_aBoundThatBucketsNeedNotKeep_throws() {
    assertThatThrownBy(() -> LATENCY.shareWithin(7, WINDOW))
        .hasMessage("llm_request_latency_seconds does not promise a bucket 7, but "
            + ApplicationMetrics.REQUEST_LATENCY.requiredBounds());
  }

  @Test
  void rate_andIncrease_countObservations() {
    assertThat(TTFT.rate(WINDOW)).hasToString("rate(llm_time_to_first_token_seconds_count[5m])");
    assertThat(TTFT.increase(WINDOW))
        .hasToString("increase(llm_time_to_first_token_seconds_count[5m])");
  }
}
