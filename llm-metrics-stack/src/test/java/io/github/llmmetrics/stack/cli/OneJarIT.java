package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed jar, in a process of its own. */
class OneJarIT {

  private static final Path JAR = Path.of("target", "llm-metrics.jar").toAbsolutePath();

  @TempDir
  private Path folder;

  @Test
  void generate_withTheJarAlone_isWhatTheClassesGenerate() throws Exception {
    assertThat(run("generate", "--out", folder.toString())).startsWith("0 wrote ");
    assertThat(Cli.run("generate", "--out", folder.toString(), "--check").exitCode())
        .isZero();
    assertThat(run("lint", folder.toString())).isEqualTo("0 nothing found\n");
  }

  @Test
  void version_isTheJars() throws Exception {
    assertThat(run("--version")).matches("0 llm-metrics \\d+\\.\\d+\\.\\d+.*\n");
  }

  @Test
  void userError_isOneLineAndTwo() throws Exception {
    assertThat(run("lint", "nowhere"))
        .isEqualTo("2 llm-metrics lint: cannot read nowhere: there is no such file\n");
  }

  private static String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar"));
    command.add(JAR.toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.exitValue() + " " + output;
  }
}
