package io.github.llmmetrics.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class ComposeFilesTest {

  private static final StackSettings STACK = StackSettings.DEFAULT;
  private static final CollectorSettings COLLECTOR = CollectorSettings.DEFAULT;

  @TempDir
  private Path folder;

  private static Map<String, String> files(CollectorSettings collector) {
    return ComposeFiles.of(STACK, collector, ComposeSettings.DEFAULT);
  }

  @Test
  void services_arePinnedLocalAndStartedAgain() {
    Map<String, Map<String, Object>> services = services();

    assertThat(services).hasSize(7).allSatisfy((name, service) -> {
      assertThat((String) service.get("image"))
          .matches("[a-z0-9./-]+:v?[0-9]+\\.[0-9]+\\.[0-9]+.*");
      assertThat(service.get("restart")).isEqualTo("unless-stopped");
      assertThat((List<?>) service.getOrDefault("ports", List.of()))
          .allSatisfy(port -> assertThat((String) port).startsWith("127.0.0.1:"));
      assertThat(service.get("network_mode")).isNull();
    });
    // The Collector's image has no other program that could ask it.
    assertThat(services.keySet().stream()
            .filter(name -> !services.getOrDefault(name, Map.of()).containsKey("healthcheck")))
        .containsExactly("otel-collector");
  }

  @Test
  void noTraces_noTraceStore() {
    Map<String, String> files = files(COLLECTOR.with(false, true));

    assertThat(files).doesNotContainKey("jaeger.yml");
    assertThat(files.values()).noneMatch(text -> text.contains("jaeger"));
    assertThat(files(COLLECTOR.with(true, false)).get("prometheus/prometheus.yml"))
        .doesNotContain("8889");
  }

  @Test
  void retention_isAtLeastWhatTheObjectivesNeed() {
    assertThat(files(COLLECTOR).get("compose.yml")).contains("retention.time=35d");
    assertThat(ComposeFiles.of(
                STACK,
                COLLECTOR,
                new ComposeSettings("p", List.of("a:1"), Duration.ofDays(90), Duration.ofDays(3)))
            .get("compose.yml"))
        .contains("name: p\n", "retention.time=90d");
  }

  @Test
  void prometheus_readsItsConfiguration() throws Exception {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    for (Map.Entry<String, String> file : RuleSet.of(STACK).files().entrySet()) {
      Files.writeString(rules.resolve(file.getKey()), file.getValue());
    }
    Path token = Files.writeString(folder.resolve("token"), "t");
    Path config = Files.writeString(
        folder.resolve("prometheus.yml"),
        files(COLLECTOR)
            .getOrDefault("prometheus/prometheus.yml", "")
            .replace("/etc/prometheus-rules", rules.toString())
            .replace("/run/secrets/metrics_token", token.toString()));

    Program.Result result =
        Program.require("promtool").run("", "check", "config", config.toString());

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("8 rule files found");
  }

  @Test
  void badSettings_areRefused() {
    Duration day = Duration.ofDays(1);

    assertThatThrownBy(() -> new ComposeSettings("LLM", List.of("a:1"), day, day))
        .hasMessageStartingWith("project: LLM must be ");
    assertThatThrownBy(() -> ComposeSettings.DEFAULT.withTargets(List.of("http://a:1")))
        .hasMessage("targets: [http://a:1] must be one or more of host:port");
    assertThatThrownBy(() -> ComposeSettings.DEFAULT.withTargets(List.of()))
        .hasMessageStartingWith("targets: ");
    assertThatThrownBy(() -> new ComposeSettings("llm", List.of("a:1"), Duration.ofHours(30), day))
        .hasMessageStartingWith("metrics_retention: PT30H must be ");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> services() {
    Map<String, Object> file = new Yaml().load(files(COLLECTOR).getOrDefault("compose.yml", ""));
    assertThat(file).containsOnlyKeys("name", "services", "volumes", "secrets");
    return (Map<String, Map<String, Object>>) file.getOrDefault("services", Map.of());
  }
}
