package io.github.llmmetrics.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.stack.local.LocalStack.Server;
import io.github.llmmetrics.stack.prometheus.HttpSource;
import io.github.llmmetrics.stack.prometheus.ScrapedTarget;
import io.github.llmmetrics.stack.scrape.Exporters;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.scrape.Target;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.FreePort;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real programs. */
class LocalStackTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final SearchPath PATH = SearchPath.of(System.getenv("PATH"));

  @TempDir
  private Path folder;

  @BeforeEach
  void require() {
    Program.require("prometheus");
    Program.require("prometheus-alertmanager");
  }

  @Test
  void start_withAService_watchesItAndLeavesNothingBehind() throws Exception {
    List<Server> servers;
    try (ServedMetrics service = ServedMetrics.start();
        ServedMetrics exporter = ServedMetrics.start();
        LocalStack stack = stack()) {
      MonitoringSettings settings = watching(service.address());
      Exporters exporters = new Exporters(
          List.of(exporter.address()), List.of("127.0.0.1:" + FreePort.any()), List.of());
      servers = stack.start(
          settings.withPrometheus(settings.prometheus().withExporters(exporters)), true, LIMIT);
      URI prometheus = servers.get(0).address();

      assertThat(new TargetWatch(prometheus).await(LIMIT, stack))
          .extracting(ScrapedTarget::job, ScrapedTarget::isUp)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("llm", true),
              org.assertj.core.groups.Tuple.tuple("node", true));
      assertThat(get(prometheus, "/api/v1/query?query=llm_queue_depth")).contains("\"7\"");
      assertThat(get(prometheus, "/api/v1/rules"))
          .contains("\"LLMServiceDown\"")
          .doesNotContain("\"health\":\"err\"");
      String alertmanager = servers.get(1).address() + "/api/v2/alerts";
      Eventually.passes(
          () -> assertThat(get(prometheus, "/api/v1/alertmanagers")).contains(alertmanager));
      assertThat(servers).extracting(Server::version).allMatch(version -> version.matches("\\d.*"));
    }
    assertThatNothingIsLeft(servers);
  }

  @Test
  void await_whenOneDies_saysSoAndEndsTheOther() throws Exception {
    try (LocalStack stack = stack()) {
      List<Server> servers = stack.start(watching("127.0.0.1:" + FreePort.any()), true, LIMIT);
      CompletableFuture<Void> end = CompletableFuture.runAsync(stack::await);

      ProcessHandle.of(servers.get(0).pid()).orElseThrow().destroyForcibly();

      assertThatThrownBy(end::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(LocalStackException.class)
          .hasMessageMatching(
              "(?s)Prometheus ended with exit code 137; its log .*prometheus\\.log ends"
                  + " with:\n( {2}.*\n){9} {2}.*");
      assertThatNothingIsLeft(servers);
    }
  }

  @Test
  void await_whenItIsClosed_returns() throws Exception {
    LocalStack stack = stack();
    List<Server> servers = stack.start(watching("127.0.0.1:" + FreePort.any()), true, LIMIT);
    CompletableFuture<Void> end = CompletableFuture.runAsync(stack::await);

    stack.close();

    end.join();
    assertThatNothingIsLeft(servers);
    assertThatThrownBy(() -> stack.start(watching("localhost:1"), true, LIMIT))
        .hasMessage("told to end before Alertmanager was started");
  }

  @Test
  void start_onAPortThatIsTaken_startsNothing() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        LocalStack stack = stack()) {
      MonitoringSettings settings = watching("localhost:1");
      MonitoringSettings onTaken = settings.withStack(settings
          .stack()
          .withAddresses(settings
              .stack()
              .addresses()
              .withServers(
                  URI.create("http://localhost:" + taken.getLocalPort()),
                  URI.create("http://localhost:" + FreePort.any()))));

      assertThatThrownBy(() -> stack.start(onTaken, false, LIMIT))
          .isInstanceOf(LocalStackException.class)
          .hasMessage("port " + taken.getLocalPort()
              + " is taken: end what listens there, set prometheus.address, or take --free-ports");
      assertThat(folder.resolve("data")).doesNotExist();
    }
  }

  @Test
  void start_onThePortsOfTheSettings_listensThere() throws Exception {
    int prometheus = FreePort.any();
    int alertmanager = FreePort.any();
    try (LocalStack stack = stack()) {
      MonitoringSettings settings = watching("localhost:1");
      MonitoringSettings there = settings.withStack(settings
          .stack()
          .withAddresses(settings
              .stack()
              .addresses()
              .withServers(
                  URI.create("http://prometheus.example:" + prometheus),
                  URI.create("http://alerts.example:" + alertmanager))));

      assertThat(stack.start(there, false, LIMIT))
          .extracting(Server::address)
          .containsExactly(
              URI.create("http://127.0.0.1:" + prometheus),
              URI.create("http://127.0.0.1:" + alertmanager));
    }
  }

  @Test
  void start_whenPrometheusCannotStart_endsAlertmanagerAndShowsTheLog() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    // Where its data would be: a port that another one takes between our look and its start ends it
    // alike.
    Files.writeString(folder.resolve("data/prometheus-data"), "a file");
    try (LocalStack stack = stack()) {
      assertThatThrownBy(() -> stack.start(watching("localhost:1"), true, LIMIT))
          .isInstanceOf(LocalStackException.class)
          .hasMessageStartingWith("Prometheus ended with exit code ")
          .hasMessageContaining("prometheus-data");
      assertThat(children()).isEmpty();
    }
  }

  @Test
  void targets_thatAreNotUp_areNamedWithTheReason() throws Exception {
    String nobody = "127.0.0.1:" + FreePort.any();
    try (LocalStack stack = stack()) {
      List<Server> servers = stack.start(watching(nobody), true, LIMIT);
      TargetWatch watch = new TargetWatch(servers.get(0).address());

      Eventually.passes(() -> assertThat(watch.await(Duration.ZERO, stack))
          .singleElement()
          .matches(target -> target.instance().equals(nobody) && !target.isUp())
          .matches(target -> target.error().contains("connection refused")));
    }
  }

  @Test
  void targets_thatPrometheusHasNotTakenUp_areUnknown() {
    ScrapedTarget first = new ScrapedTarget("llm", "a:1", "up", "");
    ScrapedTarget second = ScrapedTarget.unscraped("node", "a:1");

    assertThat(TargetWatch.found(
            List.of(ScrapedTarget.unscraped("llm", "a:1"), second), List.of(first)))
        .containsExactly(first, second)
        .extracting(ScrapedTarget::isUp)
        .containsExactly(true, false);
  }

  @Test
  void program_thatIsNotThere_isNamedWithTheWayToGetIt() throws Exception {
    assertThatThrownBy(() -> InstalledProgram.prometheus(SearchPath.of("")))
        .hasMessage(
            "Prometheus is not on the PATH: install it with 'apt-get install prometheus', or"
                + " take it from https://prometheus.io/download/");
    assertThatThrownBy(() -> InstalledProgram.alertmanager(SearchPath.of(folder.toString())))
        .hasMessage("Alertmanager is not on the PATH: install it with 'apt-get install"
            + " prometheus-alertmanager', or take it from https://prometheus.io/download/");
  }

  @Test
  void program_byItsMakersName_isFoundWithItsVersion() throws Exception {
    Path program = script("alertmanager", "echo 'alertmanager, version 0.34.0 (branch: HEAD)'");

    assertThat(InstalledProgram.alertmanager(new SearchPath(List.of(folder))))
        .isEqualTo(new InstalledProgram(program, "0.34.0"));
  }

  @Test
  void program_thatDoesNotSayItsVersion_isRefused() throws Exception {
    Path program = script("prometheus", "echo hello");

    assertThatThrownBy(() -> InstalledProgram.prometheus(new SearchPath(List.of(folder))))
        .hasMessage(program + " does not say which version of Prometheus it is");
  }

  private Path script(String name, String line) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private LocalStack stack() {
    return new LocalStack(PATH, folder.resolve("data"));
  }

  private static MonitoringSettings watching(String address) {
    Target target = new Target(
        "llm",
        List.of(address),
        "/metrics",
        Target.Scheme.HTTP,
        Optional.empty(),
        Duration.ofSeconds(1));
    return MonitoringSettings.DEFAULT.withPrometheus(
        PrometheusSettings.DEFAULT.withTargets(List.of(target)).withExporters(Exporters.NONE));
  }

  private static String get(URI server, String path) {
    return new HttpSource(Map.of(), Duration.ofSeconds(10)).get(server.resolve(path));
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").contains("prometheus"))
        .toList();
  }

  private static void assertThatNothingIsLeft(List<Server> servers) throws IOException {
    assertThat(servers).hasSize(2);
    for (Server server : servers) {
      assertThat(ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(LocalPorts.isFree(server.address().getPort())).as("%s", server).isTrue();
    }
  }
}
