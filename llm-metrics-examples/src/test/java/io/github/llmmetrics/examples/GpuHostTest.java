package io.github.llmmetrics.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.gpu.GpuMetrics;
import io.github.llmmetrics.host.HostMetrics;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuHostTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return GpuHost.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }

  private static String scrape(GpuHost host) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(host.url())).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void start_exposesHostAndGpusAndNothingElse() throws Exception {
    try (GpuHost host = GpuHost.start(0, new PrometheusRegistry())) {
      Eventually.passes(() -> assertThat(scrape(host))
          .contains("llm_gpu_driver_up")
          .contains("llm_system_memory_total_bytes"));
      assertThat(scrape(host).lines().filter(line -> !line.startsWith("#")))
          .allMatch(line -> line.matches("llm_(gpu|system)_.*"));
    }
  }

  @Test
  void run_help_printsTheUsage() {
    assertThat(run("--help")).isZero();
    assertThat(out).hasToString(GpuHost.USAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "--port x, --port: 'x' is not a number",
    "--port 70000, port: 70000 is not in 0..65535",
    "--port, --port needs a value",
    "--gpu 1, unknown option: --gpu",
    "--host 0.0.0.0, host: '0.0.0.0' can be reached by other machines",
  })
  void run_wrongUsage_saysWhatAndHow(String args, String message) {
    assertThat(run(args.split(" ", -1))).isEqualTo(2);
    assertThat(err).asString().startsWith(message).contains(System.lineSeparator() + GpuHost.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--token-file missing", "--without-authentication --token-file missing"})
  void run_withATokenFileThatCannotBe_fails(String args) {
    assertThat(run(("--port 0 --host 0.0.0.0 " + args).split(" ", -1))).isEqualTo(1);
    assertThat(err).asString().startsWith("cannot start: tokenFile: ");
  }

  @Test
  void run_onATakenPort_fails() {
    try (GpuHost first = GpuHost.start(0, new PrometheusRegistry())) {
      String port = String.valueOf(URI.create(first.url()).getPort());

      assertThat(run("--port", port)).isEqualTo(1);
      assertThat(err)
          .asString()
          .startsWith("cannot start: host, port: cannot listen on localhost:");
    }
  }

  /** Each part of it that another has registered already, so that its own cannot start. */
  static List<Named<Function<PrometheusRegistry, AutoCloseable>>> others() {
    return List.of(
        Named.of("host", registry -> HostMetrics.builder(registry).start()),
        Named.of("GPUs", registry -> GpuMetrics.builder(registry).start()));
  }

  @ParameterizedTest
  @MethodSource("others")
  void start_whereAPartCannotStart_leavesNothingRunning(
      Function<PrometheusRegistry, AutoCloseable> other) throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    int port;
    try (GpuHost first = GpuHost.start(0, new PrometheusRegistry())) {
      port = URI.create(first.url()).getPort();
    }
    try (AutoCloseable taken = other.apply(registry)) {
      assertThat(taken).isNotNull();
      assertThatThrownBy(() -> GpuHost.start(port, registry))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("registry: it has these metrics already");
    }
    assertThat(Scrapes.text(registry)).isEmpty();
    try (GpuHost again = GpuHost.start(port, registry)) {
      assertThat(scrape(again)).contains("llm_gpu_driver_up");
    }
  }
}
