package io.github.llmmetrics.dialect;

import io.github.llmmetrics.testing.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VllmDialectPageTest {

  private static final Path PAGE = Path.of("..", "docs", "vllm-dialect.md");

  @Test
  void page_isWhatTheTablesSay() throws IOException {
    GeneratedFile.assertCurrent(PAGE, VllmDialectPage.write(), VllmDialectPageTest.class);
  }
}
