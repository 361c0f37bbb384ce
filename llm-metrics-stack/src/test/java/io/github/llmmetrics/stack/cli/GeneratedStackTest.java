package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class GeneratedStackTest {

  @TempDir
  private Path folder;

  @Test
  void composeFile_mountsWhatIsGenerated() throws Exception {
    Cli.Result result = Cli.run("generate", "--out", folder.toString());

    assertThat(result.exitCode()).isZero();
    Path compose = folder.resolve("compose");
    Map<String, Object> file = new Yaml().load(Files.readString(compose.resolve("compose.yml")));
    List<String> mounts = Stream.concat(
            parts(file, "services").stream()
                .flatMap(service -> ((List<?>) service.getOrDefault("volumes", List.of())).stream())
                .map(volume -> String.valueOf(volume).split(":", 2)[0]),
            parts(file, "secrets").stream().map(secret -> String.valueOf(secret.get("file"))))
        .filter(source -> source.startsWith("."))
        .toList();
    assertThat(mounts)
        .contains("../rules", "../collector.yml", "./secrets/metrics_token")
        .allSatisfy(source -> assertThat(compose.resolve(source)).exists());
  }

  @Test
  void enginesRules_areReadWhereverPrometheusRuns() throws Exception {
    Cli.run("generate", "--out", folder.toString(), "--engine", "vllm,dcgm", "--drill", "5");

    List<Object> groups = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("rules"))) {
      for (Path file : files.toList()) {
        groups.addAll(groups(yaml(file)));
      }
    }
    assertThat(groups)
        .extracting(GeneratedStackTest::nameAndInterval)
        .contains("llm-engine-vllm every 3s", "llm-engine-dcgm every 3s");
    Map<String, Object> object = yaml(folder.resolve("kubernetes/llm-rules.yml"));
    assertThat(groups((Map<?, ?>) object.getOrDefault("spec", Map.of())))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrderElementsOf(groups);
    // In a container: the folder of the rules is mounted where its configuration looks for them.
    assertThat(Files.readString(folder.resolve("compose/compose.yml")))
        .contains("- \"../rules:/etc/prometheus-rules:ro\"\n");
    assertThat(yaml(folder.resolve("compose/prometheus/prometheus.yml")).get("rule_files"))
        .isEqualTo(List.of("/etc/prometheus-rules/*.yml"));
    assertThat(yaml(folder.resolve("prometheus.yml")).get("rule_files"))
        .isEqualTo(List.of("rules/*.yml"));
  }

  /** Whoever scrapes: a window of a rule is 5 s then. */
  @Test
  void drill_scrapesAndEvaluatesEachSecondEverywhere() throws Exception {
    Cli.run("generate", "--out", folder.toString(), "--drill", "60");

    for (String file : List.of(
        "prometheus.yml",
        "prometheus-kubernetes.yml",
        "compose/prometheus/prometheus.yml",
        "kubernetes/llm-monitor.yml",
        "kubernetes/gpu-metrics.yml")) {
      assertThat(Files.readString(folder.resolve(file)).lines())
          .as(file)
          .filteredOn(line -> line.matches(" *(- )?[a-z_]*([Ii]nterval|[Tt]imeout): .*"))
          .isNotEmpty()
          .allMatch(line -> line.endsWith(": 1s"));
    }
    assertThat(Files.readString(folder.resolve("compose/grafana/datasources.yml")))
        .contains("timeInterval: 1s");
  }

  private static Map<String, Object> yaml(Path file) throws IOException {
    return new Yaml().load(Files.readString(file));
  }

  private static List<?> groups(Map<?, ?> file) {
    return (List<?>) Objects.requireNonNull(file.get("groups"));
  }

  private static String nameAndInterval(Object group) {
    return ((Map<?, ?>) group).get("name") + " every " + ((Map<?, ?>) group).get("interval");
  }

  @Test
  void secrets_areWrittenOnceAndNotChecked() throws Exception {
    Cli.run("generate", "compose", "--out", folder.toString());
    Path token = folder.resolve("compose/secrets/metrics_token");
    String first = Files.readString(token);

    assertThat(Cli.run("generate", "compose", "--out", folder.toString()).out())
        .doesNotContain("secrets");
    assertThat(token).hasContent(first);
    Files.delete(token);
    assertThat(Cli.run("generate", "compose", "--out", folder.toString(), "--check")
            .exitCode())
        .isZero();
    assertThat(token).doesNotExist();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> parts(Map<String, Object> file, String section) {
    return List.copyOf(
        ((Map<String, Map<String, Object>>) file.getOrDefault(section, Map.of())).values());
  }
}
