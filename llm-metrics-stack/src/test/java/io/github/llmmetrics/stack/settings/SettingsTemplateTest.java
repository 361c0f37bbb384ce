package io.github.llmmetrics.stack.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import org.junit.jupiter.api.Test;

class SettingsTemplateTest {

  @Test
  void text_asItIs_changesNothing() {
    assertThat(SettingsFile.read(SettingsTemplate.text())).isEqualTo(MonitoringSettings.DEFAULT);
  }

  @Test
  void text_withEverySettingTakenIn_makesTheDefaultRules() {
    String active = SettingsTemplate.text().replaceAll("(?m)^#(?! [A-Za-z])", "");

    MonitoringSettings all = SettingsFile.read(active);
    StackSettings settings = all.stack();

    assertThat(settings.alerts().keySet())
        .containsExactlyInAnyOrderElementsOf(AlertCatalogue.names());
    assertThat(RuleSet.of(settings).files())
        .isEqualTo(RuleSet.of(StackSettings.DEFAULT).files());
    assertThat(all.alertmanager()).isEqualTo(MonitoringSettings.DEFAULT.alertmanager());
    assertThat(new PrometheusConfiguration(all.prometheus(), settings).text())
        .isEqualTo(
            new PrometheusConfiguration(PrometheusSettings.DEFAULT, StackSettings.DEFAULT).text());
    assertThat(settings.withAlerts(StackSettings.DEFAULT.alerts()))
        .isEqualTo(StackSettings.DEFAULT);
  }

  @Test
  void text_firstAlert_hasItsNumbers() {
    assertThat(SettingsTemplate.text()).contains("""
        #alerts:
        # llm-latency.
        #  LLMHighLatencyP99:
        #    enabled: true
        #    threshold: 10
        #    window: 5m
        #    for: 5m
        #    minimum_events: 20
        """);
  }
}
