package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.settings.SettingsTemplate;
import org.junit.jupiter.api.Test;

class SettingsCommandTest {

  @Test
  void settings_printsTheTemplate() {
    assertThat(Cli.run("settings")).isEqualTo(new Cli.Result(0, SettingsTemplate.text(), ""));
  }
}
