package io.github.llmmetrics.stack.local;

import io.github.llmmetrics.stack.alertmanager.AlertRouting;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.settings.MonitoringRules;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder of a stack: its configuration, its data, its logs.
 *
 * @param folder made if it is not there
 */
record LocalFiles(Path folder) {

  private static final String RULES = "rules";

  Path of(String name) {
    return folder.resolve(name);
  }

  /** Writes the configuration; the rules of other settings that were here before go. */
  void write(MonitoringSettings settings) {
    try {
      Path rules = Files.createDirectories(of(RULES));
      try (DirectoryStream<Path> old = Files.newDirectoryStream(rules, "llm-*.yml")) {
        for (Path file : old) {
          Files.delete(file);
        }
      }
      for (Map.Entry<String, String> rule : MonitoringRules.of(settings).files().entrySet()) {
        Files.writeString(rules.resolve(rule.getKey()), rule.getValue());
      }
      Files.writeString(
          of("prometheus.yml"),
          new PrometheusConfiguration(settings.prometheus(), settings.stack()).text());
      Files.writeString(
          of("alertmanager.yml"),
          AlertRouting.of(settings.alertmanager(), settings.stack()).text());
    } catch (IOException e) {
      throw new LocalStackException("cannot write into " + folder + ": " + e.getMessage(), e);
    }
  }
}
