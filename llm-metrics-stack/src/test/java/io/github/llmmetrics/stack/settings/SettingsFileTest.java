package io.github.llmmetrics.stack.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.stack.alert.AlertOverride;
import io.github.llmmetrics.stack.alert.Objectives;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

  @Test
  void read_everySetting_isInTheSettings() {
    StackSettings settings = SettingsFile.read("""
        jobs: [chat, search]
        owner: chat-team
        runbooks: https://wiki.example.com/runbooks
        grafana: https://grafana.example.com
        objectives:
          availability: 0.99
          latency: 0.9
          latency_seconds: 10
          period: 4w
        minimum_events: 50
        drill: 60
        alerts:
          LLMHighTTFT:
            threshold: 1.5
            window: 10m
            for: 90s
            minimum_events: 5
            owner: search-team
          LLMLowQuality:
            enabled: false
        """);

    assertThat(settings)
        .isEqualTo(new StackSettings(
            List.of("chat", "search"),
            "chat-team",
            URI.create("https://wiki.example.com/runbooks"),
            URI.create("https://grafana.example.com"),
            new Objectives(0.99, 0.9, 10, Duration.ofDays(28)),
            50,
            Map.of(
                "LLMHighTTFT",
                new AlertOverride(
                    true,
                    new Tuning(
                        OptionalDouble.of(1.5),
                        Optional.of(Duration.ofMinutes(10)),
                        Optional.of(Duration.ofSeconds(90)),
                        OptionalDouble.of(5)),
                    Optional.of("search-team")),
                "LLMLowQuality",
                new AlertOverride(false, Tuning.NONE, Optional.empty())),
            60));
  }

  @Test
  void read_fileWithoutContent_isTheDefaults() {
    assertThat(SettingsFile.read("")).isEqualTo(StackSettings.DEFAULT);
    assertThat(SettingsFile.read("# nothing yet\n")).isEqualTo(StackSettings.DEFAULT);
    assertThat(SettingsFile.read("{}")).isEqualTo(StackSettings.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      a: 1\\njob: [llm] | line 1: unknown key a: legal are jobs, owner, runbooks, grafana, objectives, minimum_events, alerts, drill
      owner: x\\njob: [llm] | line 2: unknown key job: did you mean jobs?
      objectives:\\n  latency_second: 5 | line 2: unknown key objectives.latency_second: did you mean latency_seconds?
      alerts:\\n  LLMHighTTFT:\\n    treshold: 1 | line 3: unknown key alerts.LLMHighTTFT.treshold: did you mean threshold?
      alerts:\\n  HighTTFT: {} | line 2: unknown key alerts.HighTTFT: did you mean LLMHighTTFT?
      owner: x\\nowner: y | line 2: owner is there twice
      jobs: llm | line 1: jobs must be a list of texts
      jobs: [[llm]] | line 1: jobs must be a list of texts
      owner: [a] | line 1: owner must be a text
      owner: | line 1: owner must be a text
      grafana: 'http://a b' | line 1: grafana: http://a b must be a URL
      minimum_events: many | line 1: minimum_events: many must be a number
      drill: 1.5 | line 1: drill: 1.5 must be a whole number
      objectives: 0.99 | line 1: objectives must be a mapping of keys and values
      [jobs] | line 1: the document must be a mapping of keys and values
      alerts:\\n  LLMHighTTFT:\\n    for: 5 minutes | line 3: alerts.LLMHighTTFT.for: 5 minutes must be a duration such as 30s, 5m, 1h or 7d
      alerts:\\n  LLMHighTTFT:\\n    enabled: yes | line 3: alerts.LLMHighTTFT.enabled: yes must be true or false
      """)
  void read_wrongKeyOrType_isRefusedWithItsLine(String yaml, String message) {
    assertRefused(yaml, message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      minimum_events: -1 | line 1: minimum_events: -1.0 must be 0 or more
      owner: x\\njobs: [] | line 2: jobs: [] must be one or more names
      objectives:\\n  availability: 99.9 | line 2: objectives.availability: 99.9 must be above 0.8334 and below 1, for 30 days
      objectives:\\n  latency_seconds: 7 | line 2: objectives.latency_seconds: 7.0 must be among [5.0, 10.0, 30.0]
      alerts:\\n  LLMHighTTFT:\\n    window: 0s | line 3: alerts.LLMHighTTFT.window: PT0S must be 1 min or more, in whole seconds
      alerts:\\n  LLMHighTTFT:\\n    threshold: .nan | line 3: alerts.LLMHighTTFT.threshold: .nan must be a number
      alerts:\\n  LLMServiceDown:\\n    threshold: 1 | line 3: alerts.LLMServiceDown.threshold: 1.0 must be left out: this alert has none
      """)
  void read_valueOutOfRange_isRefusedWithItsLine(String yaml, String message) {
    assertRefused(yaml, message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      owner: [a | no YAML
      a: *b | line 1: no YAML
      a: b: c | line 1: no YAML
      """)
  void read_noYaml_isRefused(String yaml, String message) {
    assertThatThrownBy(() -> SettingsFile.read(yaml.replace("\\n", "\n")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> SettingsFile.read(yaml.replace("\\n", "\n")))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }
}
