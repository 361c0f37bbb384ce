package io.github.llmmetrics.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VllmDialectPageTest {

  private static final Path PAGE = Path.of("..", "docs", "vllm-dialect.md");

  @Test
  void page_isWhatTheTablesSay() throws IOException {
    String written = VllmDialectPage.write();
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, written);
    }

    assertThat(PAGE)
        .as("docs/vllm-dialect.md is stale; write it anew with"
            + " mvn -pl llm-metrics-core test -Dtest=VllmDialectPageTest -Ddocs.update=true")
        .hasContent(written);
  }
}
