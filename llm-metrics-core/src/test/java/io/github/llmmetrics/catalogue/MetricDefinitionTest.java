package io.github.llmmetrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong definition does not get as far as a catalogue. */
class MetricDefinitionTest {

  @Test
  void histogram_withoutBuckets_isRefused() {
    MetricDefinition.Builder builder =
        MetricDefinition.histogram("x", Dimension.MODEL, "llm_x", List.of());

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("llm_x: a HISTOGRAM with buckets []");
  }

  @Test
  void requiredBounds_areTheThresholdsAndTheServiceLevels() {
    MetricDefinition metric = MetricDefinition.histogram(
            "x", Dimension.MODEL, "llm_x", List.of(1.0, 2.0, 3.0, 4.0))
        .serviceLevelBounds(3.0, 2.0)
        .highIsBad(2, 4, Thresholds.Basis.VALUE)
        .build();

    assertThat(metric.requiredBounds()).containsExactly(2.0, 3.0, 4.0);
    assertThat(ApplicationMetrics.QUEUE_DEPTH.requiredBounds()).isEmpty();
  }

  @Test
  void closedLabel_withoutValues_isRefused() {
    assertThatThrownBy(() -> new LabelDefinition("x", LabelDefinition.Kind.CLOSED, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label x: a CLOSED label with values []");
    assertThatThrownBy(() -> new LabelDefinition("x", LabelDefinition.Kind.OPEN, List.of("a")))
        .hasMessage("label x: a OPEN label with values [a]");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "NaN,1", "1,Infinity"})
  void thresholds_thatAreNoSteps_areRefused(double warning, double critical) {
    assertThatThrownBy(() -> new Thresholds(warning, critical, Thresholds.Basis.VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("thresholds: warning " + warning + " and critical " + critical
            + " must be finite and differ");
  }
}
