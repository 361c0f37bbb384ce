package io.github.llmmetrics.stack.promql;

import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterSeriesTest {

  private static final Window FIVE_MINUTES = Window.of(Duration.ofMinutes(5));
  private static final CounterSeries REQUESTS = Scope.ALL.counter(ApplicationMetrics.REQUESTS);

  @Test
  void counter_asItIs_cannotBeAskedFor() {
    assertThat(Arrays.stream(CounterSeries.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType() == Vector.class)
            .map(Method::getName))
        .containsExactlyInAnyOrder("rate", "increase");
  }

  @Test
  void rate_andIncrease_haveTheWindow() {
    assertThat(REQUESTS.rate(FIVE_MINUTES)).hasToString("rate(llm_requests_total[5m])");
    assertThat(REQUESTS.increase(FIVE_MINUTES)).hasToString("increase(llm_requests_total[5m])");
    assertThat(REQUESTS.rate(Window.RATE_INTERVAL))
        .hasToString("rate(llm_requests_total[$__rate_interval])");
  }

  @Test
  void rate_hasTheLabelsOfMetricAndTarget_andMayBeSummed() {
    Vector rate = REQUESTS.rate(FIVE_MINUTES);

    assertThat(rate.labels()).containsExactly("instance", "job", "model", "status");
    assertThat(rate.isAdditive()).isTrue();
  }

  @Test
  void where_andWhereNot_narrow() {
    assertThat(REQUESTS
            .where(STATUS, "error", "timeout")
            .where(MODEL, List.of("m"))
            .whereNot(STATUS, "rejected")
            .rate(FIVE_MINUTES))
        .hasToString(
            "rate(llm_requests_total{status=~\"error|timeout\",model=\"m\",status!=\"rejected\"}[5m])");
  }

  @Test
  void where_labelThatTheMetricDoesNotHave_throws() {
    assertThatThrownBy(() -> REQUESTS.where(GPU_ID, "0"))
        .hasMessage("llm_requests_total has no label gpu_id, but [model, status, job, instance]");
  }
}
