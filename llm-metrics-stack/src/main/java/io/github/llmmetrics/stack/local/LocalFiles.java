package io.github.llmmetrics.stack.local;

import io.github.llmmetrics.stack.alertmanager.AlertRouting;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.settings.MonitoringRules;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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

  ProcessFile ofProcess(String program) {
    return new ProcessFile(of(program.toLowerCase(Locale.ROOT) + ".pid"));
  }

  /** Two stacks in one folder would spoil each other's data. Only a person knows whether the first one is still wanted. */
  void requireNobody(List<String> programs) {
    Map<String, Long> running = new LinkedHashMap<>();
    programs.forEach(program ->
        ofProcess(program).running().ifPresent(process -> running.put(program, process.pid())));
    if (!running.isEmpty()) {
      String names = running.entrySet().stream()
          .map(process -> process.getKey() + " (process " + process.getValue() + ")")
          .collect(Collectors.joining(" and "));
      String numbers =
          running.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
      throw new LocalStackException("still running in " + folder + ": " + names
          + "; end the 'stack up' that started them or, if it was killed, run: kill " + numbers);
    }
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
