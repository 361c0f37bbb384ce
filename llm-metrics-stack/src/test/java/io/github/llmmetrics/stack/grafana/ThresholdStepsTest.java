package io.github.llmmetrics.stack.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.stack.format.Json;
import io.github.llmmetrics.stack.grafana.ThresholdSteps.Line;
import io.github.llmmetrics.stack.grafana.ThresholdSteps.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdStepsTest {

  @Test
  void attention_whereHighIsBad_goesFromGreenToRed() {
    assertThat(ThresholdSteps.attention(ApplicationMetrics.QUEUE_DEPTH))
        .isEqualTo(new ThresholdSteps(
            Colour.GREEN,
            List.of(new Step(50, Colour.ORANGE), new Step(100, Colour.RED)),
            Line.DASHED));
  }

  @Test
  void attention_whereLowIsBad_goesFromRedToGreen() {
    assertThat(ThresholdSteps.attention(ModelMetrics.QUALITY_SCORE))
        .isEqualTo(new ThresholdSteps(
            Colour.RED,
            List.of(new Step(0.5, Colour.ORANGE), new Step(0.7, Colour.GREEN)),
            Line.DASHED));
  }

  @Test
  void attention_ofAMetricWithoutThresholds_throws() {
    assertThatThrownBy(() -> ThresholdSteps.attention(ApplicationMetrics.ACTIVE_REQUESTS))
        .hasMessage("llm_active_requests has no thresholds");
  }

  @Test
  void steps_thatDoNotAscend_throw() {
    List<Step> steps = List.of(new Step(2, Colour.ORANGE), new Step(2, Colour.RED));

    assertThatThrownBy(() -> new ThresholdSteps(Colour.GREEN, steps, Line.SOLID))
        .hasMessageContaining("must be ascending");
  }

  @Test
  void tree_beginsWithABaseWithoutValue() {
    assertThat(Json.text(
            ThresholdSteps.attention(ApplicationMetrics.QUEUE_DEPTH).tree(Stat.NUMBER::shown)))
        .isEqualTo("""
            {
              "mode" : "absolute",
              "steps" : [
                {
                  "color" : "green",
                  "value" : null
                },
                {
                  "color" : "orange",
                  "value" : 50.0
                },
                {
                  "color" : "red",
                  "value" : 100.0
                }
              ]
            }
            """);
  }

  /** Grafana gives a line below the transparent step the colour of the step before: so both stand at the right value. */
  @Test
  void tree_ofATimeSeries_isTransparentWhereAllIsWell() {
    assertThat(colours(ApplicationMetrics.QUEUE_DEPTH))
        .containsExactly("transparent", "orange", "red");
    assertThat(colours(ModelMetrics.QUALITY_SCORE)).containsExactly("red", "orange", "transparent");
  }

  private static List<Object> colours(MetricDefinition metric) {
    Map<String, Object> tree = ThresholdSteps.attention(metric).tree(TimeSeries.LINES::shown);
    return ((List<?>) tree.getOrDefault("steps", List.of()))
        .stream().<Object>map(step -> ((Map<?, ?>) step).get("color")).toList();
  }
}
