package io.github.llmmetrics.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alertmanager.AlertRouting;
import io.github.llmmetrics.stack.alertmanager.AlertmanagerSettings;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules and the configurations of Prometheus and Alertmanager in {@code docs/stack} are what the code makes. */
class GeneratedFilesTest {

  private static final Path FOLDER = Path.of("..", "docs", "stack");
  private static final Map<String, String> FILES = make();

  private static Map<String, String> make() {
    Map<String, String> files = new LinkedHashMap<>();
    RuleSet.of(StackSettings.DEFAULT)
        .files()
        .forEach((name, text) -> files.put("rules/" + name, text));
    files.putAll(AlertRouting.files(AlertmanagerSettings.DEFAULT, StackSettings.DEFAULT));
    PrometheusConfiguration prometheus =
        new PrometheusConfiguration(PrometheusSettings.DEFAULT, StackSettings.DEFAULT);
    files.put("prometheus.yml", prometheus.text());
    files.put("prometheus-kubernetes.yml", prometheus.kubernetesText());
    return files;
  }

  static Stream<String> files() {
    return FILES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_isWhatTheCodeMakes(String file) throws IOException {
    String made = FILES.getOrDefault(file, "");
    if (Boolean.getBoolean("docs.update")) {
      Files.createDirectories(FOLDER.resolve("rules"));
      Files.writeString(FOLDER.resolve(file), made);
    }

    assertThat(FOLDER.resolve(file))
        .as(
            "docs/stack/%s is stale; write it anew with"
                + " mvn -pl llm-metrics-core,llm-metrics-stack test -Dtest=GeneratedFilesTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true",
            file)
        .hasContent(made);
  }

  @Test
  void folderOfRules_holdsNoOtherFile() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("rules"))) {
      assertThat(files.map(file -> "rules/" + file.getFileName()))
          .containsExactlyInAnyOrderElementsOf(
              files().filter(file -> file.startsWith("rules/")).toList());
    }
  }
}
