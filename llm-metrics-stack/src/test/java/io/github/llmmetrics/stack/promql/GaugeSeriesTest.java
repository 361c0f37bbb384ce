package io.github.llmmetrics.stack.promql;

import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricUnit;
import io.github.llmmetrics.catalogue.SelfMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GaugeSeriesTest {

  private static final Window HOUR = Window.of(Duration.ofHours(1));

  @Test
  void now_isTheSelector() {
    assertThat(Scope.ALL.gauge(ApplicationMetrics.QUEUE_DEPTH).now())
        .hasToString("llm_queue_depth");
    assertThat(Scope.ALL.gauge(SystemMetrics.GPU_UP).where(GPU_ID, "0").now())
        .hasToString("llm_gpu_up{gpu_id=\"0\"}");
    assertThat(Scope.ALL
            .gauge(ApplicationMetrics.QUEUE_DEPTH)
            .whereNot(MODEL, "a", "b")
            .now())
        .hasToString("llm_queue_depth{model!~\"a|b\"}");
  }

  @Test
  void overTime_hasTheWindow() {
    GaugeSeries depth = Scope.ALL.gauge(ApplicationMetrics.QUEUE_DEPTH);

    assertThat(depth.maxOver(HOUR)).hasToString("max_over_time(llm_queue_depth[1h])");
    assertThat(depth.meanOver(HOUR)).hasToString("avg_over_time(llm_queue_depth[1h])");
  }

  @Test
  void age_isOfAPointInTimeOnly() {
    assertThat(Scope.ALL.gauge(SystemMetrics.GPU_LAST_POLL).age().maxBy(TargetLabels.INSTANCE))
        .hasToString("max by (instance) (time() - llm_gpu_last_poll_timestamp_seconds)");
    assertThatThrownBy(() -> Scope.ALL.gauge(SystemMetrics.GPU_POLL_DURATION).age())
        .hasMessage("llm_gpu_poll_duration_seconds is no point in time");
  }

  static Stream<MetricDefinition> levels() {
    return Stream.of(
        SystemMetrics.GPU_UTILIZATION,
        SystemMetrics.GPU_TEMPERATURE,
        SystemMetrics.GPU_SM_CLOCK,
        SystemMetrics.GPU_LAST_POLL,
        ApplicationMetrics.KV_CACHE_USAGE,
        ApplicationMetrics.OLDEST_WAITING);
  }

  @ParameterizedTest
  @MethodSource("levels")
  void sum_ofALevel_throws(MetricDefinition level) {
    Vector now = Scope.ALL.gauge(level).now();

    assertThatThrownBy(now::sumBy).hasMessageContaining("cannot be summed: " + level.name());
    assertThat(now.maxBy()).hasToString("max(" + level.name() + ")");
  }

  @Test
  void sum_ofAnAmountOrAFlag_isASum() {
    assertThat(SystemMetrics.GPU_UP.unit()).isEqualTo(MetricUnit.FLAG);
    assertThat(Scope.ALL.gauge(SystemMetrics.GPU_UP).now().sumBy()).hasToString("sum(llm_gpu_up)");
    assertThat(Scope.ALL.gauge(SystemMetrics.GPU_MEMORY_USED).now().sumBy(TargetLabels.INSTANCE))
        .hasToString("sum by (instance) (llm_gpu_memory_used_bytes)");
  }

  @Test
  void info_isASeriesToCount() {
    assertThat(Scope.ALL.gauge(SelfMetrics.BUILD_INFO).now().countBy(VERSION))
        .hasToString("count by (version) (llm_metrics_build_info)");
  }
}
