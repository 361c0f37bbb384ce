package io.github.llmmetrics.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alertmanager.AlertRouting;
import io.github.llmmetrics.stack.alertmanager.AlertmanagerSettings;
import io.github.llmmetrics.stack.collector.CollectorPipelines;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.compose.ComposeFiles;
import io.github.llmmetrics.stack.compose.ComposeSettings;
import io.github.llmmetrics.stack.kubernetes.KubernetesManifests;
import io.github.llmmetrics.stack.kubernetes.KubernetesSettings;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.settings.MonitoringRules;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import io.github.llmmetrics.testing.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in {@code docs/stack} beside the dashboards is what the code makes. */
class GeneratedFilesTest {

  private static final Path FOLDER = Path.of("..", "docs", "stack");
  private static final Map<String, String> FILES = make();

  private static Map<String, String> make() {
    Map<String, String> files = new LinkedHashMap<>();
    MonitoringRules.of(MonitoringSettings.DEFAULT)
        .files()
        .forEach((name, text) -> files.put("rules/" + name, text));
    files.putAll(AlertRouting.files(AlertmanagerSettings.DEFAULT, StackSettings.DEFAULT));
    PrometheusConfiguration prometheus =
        new PrometheusConfiguration(PrometheusSettings.DEFAULT, StackSettings.DEFAULT);
    files.put("prometheus.yml", prometheus.text());
    files.put("prometheus-kubernetes.yml", prometheus.kubernetesText());
    files.putAll(CollectorPipelines.files(CollectorSettings.DEFAULT));
    ComposeFiles.of(
            StackSettings.DEFAULT,
            PrometheusSettings.DEFAULT,
            CollectorSettings.DEFAULT,
            ComposeSettings.DEFAULT)
        .forEach((name, text) -> files.put("compose/" + name, text));
    KubernetesManifests.of(
            StackSettings.DEFAULT,
            MonitoringRules.of(MonitoringSettings.DEFAULT).groups(),
            KubernetesSettings.DEFAULT)
        .forEach((name, text) -> files.put("kubernetes/" + name, text));
    return files;
  }

  static Stream<String> files() {
    return FILES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_isWhatTheCodeMakes(String file) throws IOException {
    GeneratedFile.assertCurrent(
        FOLDER.resolve(file), FILES.getOrDefault(file, ""), GeneratedFilesTest.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules/", "compose/", "kubernetes/"})
  void folder_holdsNoOtherFile(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER.resolve(folder))) {
      assertThat(files
              .filter(Files::isRegularFile)
              .map(file -> FOLDER.relativize(file).toString()))
          .containsExactlyInAnyOrderElementsOf(
              files().filter(file -> file.startsWith(folder)).toList());
    }
  }
}
