package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.settings.SettingsTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a settings file to start from. */
@Command(
    name = "settings",
    description = "Prints all settings with their defaults, as a file to start from.",
    mixinStandardHelpOptions = true,
    versionProvider = LlmMetricsCli.Version.class,
    footerHeading = "%nExample:%n",
    footer = "  llm-metrics settings > settings.yml")
final class SettingsCommand implements Runnable {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().getOut().print(SettingsTemplate.text());
    spec.commandLine().getOut().flush();
  }
}
