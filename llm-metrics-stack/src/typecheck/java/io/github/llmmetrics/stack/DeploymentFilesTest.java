package io.github.llmmetrics.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.compose.ComposeFiles;
import io.github.llmmetrics.stack.compose.ComposeSettings;
import io.github.llmmetrics.stack.engine.EngineSettings;
import io.github.llmmetrics.stack.engine.Engines;
import io.github.llmmetrics.stack.kubernetes.KubernetesManifests;
import io.github.llmmetrics.stack.kubernetes.KubernetesSettings;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.settings.MonitoringRules;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The schema of compose files, and those of the Prometheus Operator's objects, as npm has them. */
class DeploymentFilesTest {

  private static final Path SOURCES = Path.of("src", "test", "deploy");
  private static final Path FOLDER = Path.of("target", "deploy");

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    NpmFolder.install(
        SOURCES, FOLDER, List.of("package.json", "package-lock.json", "objects.mjs", ".dclintrc"));
  }

  @Test
  void composeFile_isOfTheSchemaAndPinnedAndLocal() throws Exception {
    String compose = ComposeFiles.of(
            StackSettings.DEFAULT,
            PrometheusSettings.DEFAULT,
            CollectorSettings.DEFAULT,
            ComposeSettings.DEFAULT)
        .getOrDefault("compose.yml", "");

    Program.Result right = lint(compose);
    assertThat(right.exitCode()).as(right.output()).isZero();
    assertThat(lint(compose.replace("restart:", "restrat:")).exitCode()).isEqualTo(1);
    assertThat(lint(compose.replace("127.0.0.1:9090:9090", "9090:9090")).exitCode())
        .isEqualTo(1);
    assertThat(lint(compose.replace(":v3.14.0", ":latest")).exitCode()).isEqualTo(1);
  }

  @Test
  void objects_areOfTheOperatorsSchemas() throws Exception {
    MonitoringSettings settings =
        MonitoringSettings.DEFAULT.withEngines(EngineSettings.DEFAULT.withEngines(Engines.names()));
    Map<String, String> files = KubernetesManifests.of(
        settings.stack(), MonitoringRules.of(settings).groups(), KubernetesSettings.DEFAULT);

    for (String file : List.of("llm-monitor.yml", "gpu-metrics.yml", "llm-rules.yml")) {
      Program.Result right = validate(files.getOrDefault(file, ""));
      assertThat(right.exitCode()).as(right.output()).isZero();
    }
    Program.Result wrong = validate(
        files.getOrDefault("llm-monitor.yml", "").replace("interval: 15s", "interval: 15"));
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.output()).startsWith("ServiceMonitor: ").contains("interval");
  }

  private static Program.Result lint(String compose) throws Exception {
    Files.writeString(FOLDER.resolve("compose.yml"), compose);
    return Program.require(
            FOLDER.resolve("node_modules/.bin/dclint").toAbsolutePath().toString())
        .runIn(FOLDER, "", "-c", ".dclintrc", "--max-warnings", "0", "compose.yml");
  }

  private static Program.Result validate(String object) throws Exception {
    Files.writeString(FOLDER.resolve("object.yml"), object);
    return Program.require("node").runIn(FOLDER, "", "objects.mjs", "object.yml");
  }
}
