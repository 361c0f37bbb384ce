package io.github.llmmetrics.stack.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.GeneratedFile;
import io.github.llmmetrics.testing.MarkdownBlocks;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "engines.md");
  private static final String TABLES = "## Which engine feeds what";

  @Test
  void page_tablesAreWhatTheMappingsSay() throws IOException {
    String page = Files.readString(PAGE);
    int tables = page.indexOf(TABLES);
    assertThat(tables).as("the heading of the tables").isPositive();
    String written = page.substring(0, tables) + EnginesPage.tables(TABLES);

    GeneratedFile.assertCurrent(PAGE, written, EnginesPageTest.class);
  }

  @Test
  void page_scrapeConfiguration_isWhatPromtoolAccepts(@TempDir Path folder) throws Exception {
    String yaml = MarkdownBlocks.of(PAGE).in("yaml").get(0);
    Path config = Files.writeString(folder.resolve("prometheus.yml"), yaml);
    Files.createDirectory(folder.resolve("rules"));

    assertThat(Program.require("promtool").run("", "check", "config", config.toString()))
        .satisfies(result -> assertThat(result.exitCode()).as(result.output()).isZero());
  }
}
