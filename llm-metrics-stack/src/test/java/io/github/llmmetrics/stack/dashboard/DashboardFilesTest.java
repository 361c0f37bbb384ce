package io.github.llmmetrics.stack.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.testing.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardFilesTest {

  private static final Path FOLDER = Path.of("..", "docs", "stack", "dashboards");
  private static final Map<String, String> FILES = Dashboards.files(StackSettings.DEFAULT);

  static Stream<String> files() {
    return FILES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_isWhatTheCodeMakes(String file) throws IOException {
    GeneratedFile.assertCurrent(
        FOLDER.resolve(file), FILES.getOrDefault(file, ""), DashboardFilesTest.class);
  }

  @Test
  void folder_holdsNoOtherFile() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(FILES.keySet());
    }
  }

  @Test
  void files_ofTwoCalls_areTheSame() {
    assertThat(Dashboards.files(StackSettings.DEFAULT)).isEqualTo(FILES);
  }
}
