package io.github.llmmetrics.examples.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.examples.system.ChatOnGpus;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.cli.LlmMetricsCli;
import io.github.llmmetrics.stack.dashboard.Dashboards;
import io.github.llmmetrics.stack.testing.DashboardQueries;
import io.github.llmmetrics.stack.testing.StackQuery;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command watches the real service: everything is up, the dashboards have data, and nothing is left when it is ended. */
class StackUpTest {

  private static final Pattern SERVER =
      Pattern.compile("http://127.0.0.1:(\\d+) {2}\\(version \\S+, process (\\d+)\\)");
  private static final Pattern READY = Pattern.compile("All is up after \\S+ s");

  @TempDir
  private Path folder;

  @Test
  void stackUp_withTheRealService_fillsEveryDashboardAndLeavesNothingBehind() throws Exception {
    Program.require("prometheus");
    Program.require("prometheus-alertmanager");
    try (ChatOnGpus chat = ChatOnGpus.start(folder, Gpus.mixed(), "--faults")) {
      for (String fault :
          List.of("error-storm", "timeout-storm", "rejection-storm", "abandoned", "safety-storm")) {
        chat.fault(fault + "?strength=0.2");
      }
      Process stack = start(chat.metricsUri());
      try {
        Eventually.passes(() -> assertThat(output()).contains("Ctrl-C ends it."));
        String output = output();
        READY
            .matcher(output)
            .results()
            .forEach(ready -> System.out.println(
                "stack up, real service: " + ready.group() + " (to be under 30 s)"));
        assertThat(output)
            .contains("All is up after ", "up           " + chat.metricsUri().getAuthority());
        List<Integer> ports = numbers(output, 1);
        List<Integer> processes = numbers(output, 2);
        assertThat(processes).hasSize(2);
        QueryApi prometheus = new QueryApi(URI.create("http://127.0.0.1:" + ports.get(0)));

        assertThatEveryDashboardHasData(prometheus);
        stack.destroy();

        assertThat(stack.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(processes)
            .noneMatch(
                pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
        for (int port : ports) {
          assertThatIsFree(port);
        }
      } finally {
        Program.end(stack);
      }
    }
  }

  private Process start(URI metrics) throws IOException {
    Path config = Files.writeString(
        folder.resolve("settings.yml"), """
        drill: 60
        targets:
          - {job: llm, addresses: ["%s"], path: %s}
        exporters: {node: [], collector: []}
        """.formatted(metrics.getAuthority(), metrics.getPath()));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LlmMetricsCli.class.getName(),
            "stack",
            "up",
            "--config",
            config.toString(),
            "--free-ports",
            "--data",
            folder.resolve("data").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private static void assertThatEveryDashboardHasData(QueryApi prometheus) throws Exception {
    List<StackQuery> dead = new ArrayList<>();
    for (Map.Entry<String, String> file :
        Dashboards.files(StackSettings.DEFAULT.withDrill(60)).entrySet()) {
      dead.addAll(DashboardQueries.of(file.getKey(), file.getValue()));
    }
    dead.removeIf(query -> WithoutData.isIn(query.expression()));
    assertThat(dead).hasSizeGreaterThan(50);
    Eventually.passes(() -> {
      for (StackQuery query : List.copyOf(dead)) {
        // Some have data only while something happens.
        if (query
            .complaints(prometheus.query(query.expression(), Instant.now()))
            .isEmpty()) {
          dead.remove(query);
        }
      }
      assertThat(dead).isEmpty();
    });
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  private static List<Integer> numbers(String output, int group) {
    return SERVER
        .matcher(output)
        .results()
        .map(server -> Integer.valueOf(server.group(group)))
        .toList();
  }

  private static void assertThatIsFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.getLocalPort()).isEqualTo(port);
    }
  }
}
