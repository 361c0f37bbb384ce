package io.github.llmmetrics.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the documentation that the code makes. With {@code -Ddocs.update=true} it is written instead of compared. */
public final class GeneratedFile {

  private GeneratedFile() {}

  /** Fails if the file is not what was made, and says how this test writes it anew. */
  public static void assertCurrent(Path file, String made, Class<?> test) throws IOException {
    if (Boolean.getBoolean("docs.update")) {
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, made);
    }
    assertThat(file)
        .as(
            "%s is stale; write it anew with mvn -pl llm-metrics-core,llm-metrics-stack test"
                + " -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true",
            file, test.getSimpleName())
        .hasContent(made);
  }
}
