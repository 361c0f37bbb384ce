package io.github.llmmetrics.stack.promql;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusSeriesTest {

  @Test
  void up_isOfTheJobs() {
    assertThat(PrometheusSeries.up(List.of("llm"))).hasToString("up{job=\"llm\"}");
    assertThat(PrometheusSeries.up(List.of("llm", "chat"))).hasToString("up{job=~\"llm|chat\"}");
  }

  @Test
  void absent_hasNoLabels() {
    Vector absent = PrometheusSeries.absent(PrometheusSeries.up(List.of("llm")));

    assertThat(absent).hasToString("absent(up{job=\"llm\"})");
    assertThat(absent.labels()).isEmpty();
  }

  @Test
  void firingAlerts_mayBeNarrowed_andHaveTheLabelsThatAlertsHave() {
    Vector alerts = PrometheusSeries.firingAlerts(List.of(Matcher.variableOrNone(MODEL, "model")));

    assertThat(alerts).hasToString("ALERTS{alertstate=\"firing\",model=~\"($model)?\"}");
    assertThat(alerts.labels())
        .containsExactly("alertname", "gpu_id", "instance", "model", "severity", "symptom");
  }

  @Test
  void constant_isANumberWithoutLabels() {
    assertThat(PrometheusSeries.constant(0.999)).hasToString("vector(0.999)");
    assertThat(PrometheusSeries.constant(0.999).labels()).isEmpty();
  }
}
