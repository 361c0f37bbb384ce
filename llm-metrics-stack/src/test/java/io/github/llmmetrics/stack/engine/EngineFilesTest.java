package io.github.llmmetrics.stack.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.testing.GeneratedFile;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules in {@code docs/stack/engines} are what the code makes, and Prometheus reads them. */
class EngineFilesTest {

  private static final Path FOLDER = Path.of("..", "docs", "stack", "engines");
  private static final Map<String, String> FILES =
      EngineRules.files(EngineSettings.DEFAULT.withEngines(Engines.names()));

  static Stream<String> files() {
    return FILES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_isWhatTheCodeMakes(String file) throws IOException {
    GeneratedFile.assertCurrent(
        FOLDER.resolve(file), FILES.getOrDefault(file, ""), EngineFilesTest.class);
  }

  @Test
  void folder_holdsNoOtherFile() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(FILES.keySet());
    }
  }

  @Test
  void files_besideOurOwnRules_passPromtoolsLinter(@TempDir Path folder) throws Exception {
    Map<String, String> rules = new TreeMap<>(FILES);
    rules.putAll(RuleSet.of(StackSettings.DEFAULT).files());
    List<String> arguments = new ArrayList<>(List.of("check", "rules", "--lint=all"));
    arguments.add("--lint-fatal");
    for (Map.Entry<String, String> file : rules.entrySet()) {
      arguments.add(
          Files.writeString(folder.resolve(file.getKey()), file.getValue()).toString());
    }

    Program.Result result = Program.require("promtool").run("", arguments.toArray(String[]::new));

    assertThat(result.output()).doesNotContain("duplicate").contains("SUCCESS");
    assertThat(result.exitCode()).isZero();
  }
}
