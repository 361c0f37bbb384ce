package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.settings.SettingsFile;
import io.github.llmmetrics.testing.GeneratedFile;
import io.github.llmmetrics.testing.MarkdownBlocks;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinePageTest {

  private static final Path PAGE = Path.of("..", "docs", "command-line.md");

  @Test
  void page_isWhatTheCommandsSay() throws IOException {
    GeneratedFile.assertCurrent(PAGE, CommandLinePage.write(), CommandLinePageTest.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"command-line.md", "stack.md", "alerting.md", "fire-drill.md"})
  void page_everySettingsFile_canBeRead(String page) throws IOException {
    assertThat(MarkdownBlocks.of(PAGE.resolveSibling(page)).in("yaml"))
        .isNotEmpty()
        .allSatisfy(yaml -> assertThat(SettingsFile.read(yaml)).isNotNull());
  }
}
