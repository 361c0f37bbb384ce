package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
