package io.github.llmmetrics.stack.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSettingsTest {

  @Test
  void defaults_haveNoEngine() {
    assertThat(EngineRules.files(EngineSettings.DEFAULT)).isEmpty();
  }

  @Test
  void engines_unknown_isRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> EngineSettings.DEFAULT.withEngines(List.of("ollama")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("engines: ollama must be one of " + Engines.names());
  }

  @Test
  void engines_namedTwice_isRefused() {
    assertThatThrownBy(() -> EngineSettings.DEFAULT.withEngines(List.of("vllm", "vllm")))
        .hasMessage("engines: [vllm, vllm] must be named once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.5S", "PT1.5S", "PT61S"})
  void interval_outOfRange_isRefused(Duration interval) {
    assertThatThrownBy(() -> EngineSettings.DEFAULT.withInterval(interval))
        .hasMessage("interval: " + interval + " must be whole seconds, 1 s to 1 min");
  }

  @Test
  void interval_isThatOfTheGroups() {
    EngineSettings settings =
        EngineSettings.DEFAULT.withEngines(List.of("node")).withInterval(Duration.ofSeconds(5));

    assertThat(EngineRules.files(settings)).containsOnlyKeys("llm-engine-node.yml");
    assertThat(EngineRules.files(settings).get("llm-engine-node.yml")).contains("interval: 5s");
  }
}
