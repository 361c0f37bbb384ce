package io.github.llmmetrics.stack.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.catalogue.SelfMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstanceTest {

  private static final Instance BARE = new Instance(Map.of(LabelDefinitions.MODEL, 3));

  @Test
  void series_ofAHistogram_areItsBucketsItsSumAndItsCount() {
    int bounds = ApplicationMetrics.REQUEST_LATENCY.buckets().size();

    assertThat(BARE.series())
        .containsEntry(ApplicationMetrics.REQUEST_LATENCY, 3L * 6 * (bounds + 3));
  }

  @Test
  void series_ofACounter_areTheProductOfItsLabels() {
    Instance instance = BARE.with(LabelDefinitions.CUSTOMER_ID, 50);

    assertThat(instance.series())
        .containsEntry(BusinessMetrics.CUSTOMER_TOKENS, 50L * 3 * 2)
        .containsEntry(ApplicationMetrics.REQUESTS, 3L * 6);
  }

  @Test
  void series_ofWhatAnInstanceDoesNotHave_areNone() {
    assertThat(BARE.series())
        .doesNotContainKeys(
            BusinessMetrics.CUSTOMER_REQUESTS,
            ModelMetrics.QUALITY_SCORE,
            SystemMetrics.GPU_UTILIZATION,
            SystemMetrics.GPU_DRIVER_UP,
            SystemMetrics.MEMORY_TOTAL);
  }

  @Test
  void series_withoutTheHostModule_haveNothingOfTheHost() {
    Instance withoutHost = Instance.TYPICAL.with(LabelDefinitions.CPU, 0);

    assertThat(withoutHost.series().keySet())
        .extracting(MetricDefinition::name)
        .noneMatch(name -> name.startsWith("llm_system_"));
    assertThat(Instance.TYPICAL.series().keySet())
        .extracting(MetricDefinition::name)
        .anyMatch(name -> name.startsWith("llm_system_network_"));
  }

  @Test
  void series_ofTheReport_areOneForEachMetricThatCanGrow() {
    long growing = BARE.series().keySet().stream()
        .filter(metric -> metric.labelNames().contains("model"))
        .count();
    long besides = BARE.series().keySet().stream()
        .map(MetricDefinition::labels)
        .filter(labels -> labels.contains(LabelDefinitions.REPAIRED_LABEL)
            || labels.contains(LabelDefinitions.OVERFLOWED_LABEL)
            || labels.contains(LabelDefinitions.VERSION))
        .count();

    assertThat(BARE.series()).containsEntry(SelfMetrics.METRICS_SERIES, growing + besides);
  }

  @Test
  void total_growsByModelsAndCustomers() {
    long one = BARE.with(LabelDefinitions.MODEL, 1).total();
    long two = BARE.with(LabelDefinitions.MODEL, 2).total();
    long three = BARE.total();

    assertThat(three - two).isEqualTo(two - one).isPositive();
  }

  @Test
  void with_aNumberOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BARE.with(LabelDefinitions.MODEL, -1))
        .withMessage("model: -1 must be 0 to 100000");
  }

  @Test
  void with_aLabelOfTheLibrary_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BARE.with(LabelDefinitions.STATUS, 2))
        .withMessage("status: 2 must be left out: a team does not choose its values");
  }
}
