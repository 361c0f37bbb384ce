package io.github.llmmetrics.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessFileTest {

  private static final ProcessHandle SELF = ProcessHandle.current();

  @TempDir
  private Path folder;

  private ProcessFile file = new ProcessFile(Path.of(""));

  @BeforeEach
  void name() {
    file = new ProcessFile(folder.resolve("prometheus.pid"));
  }

  @Test
  void running_whatWasWritten_isThatProcess() {
    file.write(SELF);

    assertThat(file.running()).contains(SELF);
  }

  @Test
  void running_afterItWasDeleted_isNone() {
    file.write(SELF);
    file.delete();

    assertThat(file.running()).isEmpty();
  }

  @Test
  void running_processThatHasEnded_isNone() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    file.write(process.toHandle());
    assertThat(file.running()).contains(process.toHandle());

    process.destroyForcibly().waitFor();

    assertThat(file.running()).isEmpty();
  }

  @Test
  void running_numberThatAnotherProcessHasNow_isNone() throws IOException {
    Instant begin = SELF.info().startInstant().orElseThrow();
    Files.writeString(file.file(), SELF.pid() + " " + begin.minusSeconds(60).toEpochMilli() + "\n");

    assertThat(file.running()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "1", "1 yesterday"})
  void running_fileThatIsNotOurs_isNone(String content) throws IOException {
    Files.writeString(file.file(), content);

    assertThat(file.running()).isEmpty();
  }
}
