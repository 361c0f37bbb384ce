package io.github.llmmetrics.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** JVMs of their own in which native code is not to be had, or OSHI is not there: the service goes on all the same. */
@EnabledOnOs(OS.LINUX)
class HostileInstallationTest {

  private static final String[] DENIED = {"--illegal-native-access=deny"};

  @TempDir
  private Path folder;

  private String[] noTemporaryFiles = {};

  /** No folder can be made below a file, not even by root. */
  @BeforeEach
  void takeTheTemporaryFolderAway() throws IOException {
    Path notAFolder = Files.createFile(folder.resolve("file")).resolve("tmp");
    noTemporaryFiles =
        new String[] {"-Djava.io.tmpdir=" + notAFolder, "-Djna.tmpdir=" + notAFolder};
  }

  @Test
  void linux_withoutATemporaryFolder_hasEverything() throws Exception {
    assertHasEverything(run("start", classPath(), noTemporaryFiles));
  }

  @Test
  @EnabledForJreRange(minVersion = 24)
  void linux_withNativeAccessDenied_hasEverything() throws Exception {
    assertHasEverything(run("start", classPath(), DENIED));
  }

  private static void assertHasEverything(Run run) {
    assertThat(run.out())
        .contains("llm_system_cpu_usage_percent{cpu=\"0\"}")
        .contains("llm_system_memory_total_bytes ")
        .contains("llm_system_memory_available_bytes ");
    // What OSHI's logging facade says once where the service has no logger for it; apart from that,
    // newer JVMs have a word on the folder themselves.
    assertThat(run.err().lines().filter(line -> !line.contains("java.io.tmpdir")))
        .hasSize(3)
        .allMatch(line -> line.startsWith("SLF4J(W): "));
  }

  @Test
  void nativeReader_thatMayLoadNativeCode_readsTheSame() throws Exception {
    assertThat(run("native", classPath()).out())
        .contains("llm_system_memory_total_bytes ")
        .contains("llm_system_memory_available_bytes ");
  }

  @Test
  @EnabledForJreRange(minVersion = 24)
  void nativeReader_withNativeAccessDenied_isAbsentAndNamesTheReason() throws Exception {
    Run run = run("native", classPath(), DENIED);

    assertHasNothing(run);
    assertThat(run.err()).contains("java.lang.IllegalCallerException").doesNotContain("\tat ");
  }

  @Test
  void nativeReader_withoutATemporaryFolder_isAbsent() throws Exception {
    assertHasNothing(run("native", classPath(), noTemporaryFiles));
  }

  private static void assertHasNothing(Run run) {
    assertThat(run.out()).isEqualTo(ForkedHost.UNHARMED + "\n");
    assertThat(run.err())
        .contains("host cpu cannot be read")
        .contains("host memory cannot be read")
        .contains("host network cannot be read");
  }

  @Test
  void oshi_thatIsMissing_isAbsentAndNamed() throws Exception {
    String withoutOshi = Arrays.stream(classPath().split(File.pathSeparator, -1))
        .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("oshi-"))
        .collect(Collectors.joining(File.pathSeparator));
    Run run = run("poll", withoutOshi);

    assertHasNothing(run);
    assertThat(run.err()).contains("ClassNotFoundException: oshi.").doesNotContain("\tat ");
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** What a JVM printed; its exit status was 0. */
  private record Run(String out, String err) {}

  private Run run(String mode, String classPath, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-cp", classPath));
    command.addAll(List.of(ForkedHost.class.getName(), mode));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    assertThat(Files.readString(out)).endsWith(ForkedHost.UNHARMED + "\n");
    return new Run(Files.readString(out), Files.readString(err));
  }
}
