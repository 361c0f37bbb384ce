package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.llmmetrics.stack.local.ServedMetrics;
import io.github.llmmetrics.stack.prometheus.HttpSource;
import io.github.llmmetrics.stack.prometheus.ScrapedTarget;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.MarkdownBlocks;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a JVM of its own, which is ended as a shell ends it. */
class StackUpCommandTest {

  private static final Pattern PROCESS = Pattern.compile("process (\\d+)\\)");
  private static final Pattern ADDRESS = Pattern.compile("Prometheus +(http://\\S+)");
  private static final Pattern SECONDS = Pattern.compile("All is up after (\\S+) s");

  @TempDir
  private Path folder;

  @BeforeEach
  void require() {
    Program.require("prometheus");
    Program.require("prometheus-alertmanager");
  }

  @Test
  void up_untilItIsToldToEnd_printsAddressesAndLeavesNothingBehind() throws Exception {
    try (ServedMetrics service = ServedMetrics.start()) {
      Process command = start(System.getenv("PATH"), "--target", service.address());
      try {
        Eventually.passes(() -> assertThat(output()).contains("Ctrl-C ends it."));
        String output = output();
        report(output);
        List<Long> pids = processes(output);

        assertThat(output)
            .containsPattern(
                "Prometheus   http://127.0.0.1:\\d+ {2}\\(version \\d\\S+, process \\d+\\)")
            .containsPattern(
                "Alertmanager http://127.0.0.1:\\d+ {2}\\(version \\d\\S+, process \\d+\\)")
            .contains("up           " + service.address() + " of job llm\n", "All is up after ");
        assertThat(pids).hasSize(2).allMatch(StackUpCommandTest::isAlive);
        command.destroy();
        assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pids).noneMatch(StackUpCommandTest::isAlive);
        assertThat(folder.resolve("data/prometheus.yml")).exists();
      } finally {
        Program.end(command);
      }
    }
  }

  /** In a second Prometheus may not even have taken it up. */
  @Test
  void up_withATargetThatIsDead_saysSoAndNotThatAllIsUp() throws Exception {
    Process command =
        start(System.getenv("PATH"), "--target", "localhost:1", "--wait", "10s", "--drill", "60");
    try {
      Eventually.passes(() -> assertThat(output()).contains("Ctrl-C ends it."));

      assertThat(output())
          .containsPattern("(NOT UP |unknown) +localhost:1 of job llm: \\S+")
          .contains("\nRunning, but not all is up, after ")
          .doesNotContain("All is up");
    } finally {
      Program.end(command);
    }
  }

  @Test
  void line_ofATarget_saysWhetherItIsUpAndWhyNot() {
    assertThat(StackUpCommand.line(new ScrapedTarget("llm", "a:1", "up", "")))
        .isEqualTo("up           a:1 of job llm");
    assertThat(StackUpCommand.line(new ScrapedTarget("llm", "a:1", "down", "refused")))
        .isEqualTo("NOT UP       a:1 of job llm: refused");
    assertThat(StackUpCommand.line(ScrapedTarget.unscraped("llm", "a:1")))
        .isEqualTo("unknown      a:1 of job llm: not scraped yet");
  }

  @Test
  void up_withAnEngine_recordsItsSeries() throws Exception {
    Path samples = Path.of("src", "test", "resources", "engines");
    String[] expected = names(samples.resolve("expected/vllm.txt"));
    try (ServedMetrics vllm = ServedMetrics.start(Files.readString(samples.resolve("vllm.txt")))) {
      Process command = start(
          System.getenv("PATH"), "--target", vllm.address(), "--engine", "vllm", "--drill", "15");
      try {
        Eventually.passes(() -> assertThat(output()).contains("Ctrl-C ends it."));
        URI prometheus = prometheus(output());

        Eventually.passes(
            () -> assertThat(recorded(prometheus)).containsExactlyInAnyOrder(expected));
      } finally {
        Program.end(command);
      }
    }
  }

  /** The names of what is recorded of vLLM. */
  private static List<String> recorded(URI prometheus) throws IOException {
    String selector = URLEncoder.encode("{engine=\"vllm\"}", StandardCharsets.UTF_8);
    String answer = new HttpSource(Map.of(), Duration.ofSeconds(10))
        .get(prometheus.resolve("/api/v1/label/__name__/values?match%5B%5D=" + selector));
    List<String> names = new ArrayList<>();
    new ObjectMapper().readTree(answer).path("data").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static String[] names(Path expected) throws IOException {
    return Files.readAllLines(expected).stream()
        .map(line -> line.substring(0, line.indexOf('{')))
        .distinct()
        .toArray(String[]::new);
  }

  @Test
  void up_whenPrometheusIsKilled_endsWithItsLastLines() throws Exception {
    try (ServedMetrics service = ServedMetrics.start()) {
      Process command = start(System.getenv("PATH"), "--target", service.address());
      try {
        Eventually.passes(() -> assertThat(output()).contains("Ctrl-C ends it."));
        List<Long> pids = processes(output());
        ProcessHandle.of(pids.get(0)).ifPresent(ProcessHandle::destroyForcibly);

        assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).isEqualTo(2);
        assertThat(output())
            .contains("llm-metrics stack up: Prometheus ended with exit code 137; its log");
        assertThat(pids).noneMatch(StackUpCommandTest::isAlive);
      } finally {
        Program.end(command);
      }
    }
  }

  @Test
  void up_afterOneThatWasKilled_namesWhatItLeftAndStartsWhenThatHasEnded() throws Exception {
    try (ServedMetrics service = ServedMetrics.start()) {
      Process killed = start(System.getenv("PATH"), "--target", service.address());
      List<Long> left = List.of();
      try {
        Eventually.passes(() -> assertThat(output()).contains("Ctrl-C ends it."));
        left = processes(output());
        killed.destroyForcibly().waitFor();

        Process refused = start(System.getenv("PATH"), "--target", service.address());
        assertThat(refused.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(2);
        assertThat(output())
            .isEqualTo(
                "llm-metrics stack up: still running in %s: Prometheus (process %d) and Alertmanager (process %d); end the 'stack up' that started them or, if it was killed, run: kill %d %d\n",
                folder.resolve("data"), left.get(0), left.get(1), left.get(0), left.get(1));
        assertThat(left).allMatch(StackUpCommandTest::isAlive);

        left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
        Eventually.passes(() -> assertThat(startAndEnd(service)).contains("All is up after"));
      } finally {
        left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        Program.end(killed);
      }
    }
    assertThat(folder.resolve("data/prometheus.pid")).doesNotExist();
    assertThat(folder.resolve("data/alertmanager.pid")).doesNotExist();
  }

  /** What it says until all is up, or until it gives up. */
  private String startAndEnd(ServedMetrics service) throws Exception {
    Process command = start(System.getenv("PATH"), "--target", service.address());
    try {
      Eventually.passes(() ->
          assertThat(!command.isAlive() || output().contains("Ctrl-C ends it.")).isTrue());
      return output();
    } finally {
      Program.end(command);
    }
  }

  @Test
  void up_withoutPrometheus_saysHowToGetIt() throws Exception {
    Process command = start(folder.toString());

    assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(command.exitValue()).isEqualTo(2);
    assertThat(output())
        .isEqualTo("llm-metrics stack up: Prometheus is not on the PATH: install it with 'apt-get"
            + " install prometheus', or take it from https://prometheus.io/download/\n");
  }

  private Process start(String path, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        LlmMetricsCli.class.getName(),
        "stack",
        "up",
        "--free-ports",
        "--data",
        folder.resolve("data").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile());
    builder.environment().put("PATH", path);
    return builder.start();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/stack.md"})
  void up_asTheDocumentShowsIt_printsThat(String document) throws Exception {
    String block = MarkdownBlocks.of(Path.of("..", document)).in("console").stream()
        .filter(text -> text.contains("stack up"))
        .findFirst()
        .orElseThrow();
    String[] parts = block.split("\n", 2);
    assertThat(parts[0]).isEqualTo("$ java -jar llm-metrics-stack/target/llm-metrics.jar stack up");
    try (ServedMetrics service = ServedMetrics.start()) {
      Process command = start(System.getenv("PATH"), "--target", service.address());
      try {
        Eventually.passes(() -> assertThat(output()).contains("Ctrl-C ends it."));

        assertThat(masked(output())).isEqualTo(masked(parts[1] + "\n"));
      } finally {
        Program.end(command);
      }
    }
  }

  /** Without what differs from machine to machine: ports, versions, processes, the time, the folder. */
  private static String masked(String output) {
    return output
        .replaceAll("(:)\\d+|(process )\\d+|(version )[^ ,]+|(after )[0-9.]+", "$1$2$3$4N")
        .replaceAll("(localhost|127.0.0.1):N of", "N of")
        .replaceAll("are in [^;]+;", "are in N;");
  }

  /** How long it took is for people: a machine may be busy. */
  private static void report(String output) {
    Matcher seconds = SECONDS.matcher(output);
    if (seconds.find()) {
      System.out.println("stack up: all up after " + seconds.group(1) + " s (to be under 30 s)");
    }
  }

  private static List<Long> processes(String output) {
    return PROCESS
        .matcher(output)
        .results()
        .map(process -> Long.valueOf(process.group(1)))
        .toList();
  }

  private static URI prometheus(String output) {
    Matcher address = ADDRESS.matcher(output);
    assertThat(address.find()).as(output).isTrue();
    return URI.create(address.group(1));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
