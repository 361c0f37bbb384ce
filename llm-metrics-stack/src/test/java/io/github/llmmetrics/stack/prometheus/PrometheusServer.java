package io.github.llmmetrics.stack.prometheus;

import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.FreePort;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Prometheus that knows what a test tells it, and scrapes nothing. */
public final class PrometheusServer implements AutoCloseable {

  private final Process process;
  private final URI address;

  private PrometheusServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts one on data of the past.
   *
   * @param folder for its files
   * @param openMetrics the data
   */
  public static PrometheusServer on(Path folder, String openMetrics) throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path input = Files.writeString(folder.resolve("data.om"), openMetrics);
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
    Process backfill = start(
        folder,
        "promtool",
        "tsdb",
        "create-blocks-from",
        "openmetrics",
        "--max-block-duration=720h",
        "--quiet",
        input.toString(),
        data.toString());
    if (!backfill.waitFor(60, TimeUnit.SECONDS) || backfill.exitValue() != 0) {
      throw new IOException(Files.readString(folder.resolve("promtool.log")));
    }
    int port = FreePort.any();
    Process process = start(
        folder,
        "prometheus",
        "--config.file=" + config,
        "--storage.tsdb.path=" + data,
        "--storage.tsdb.retention.time=100y",
        "--web.listen-address=127.0.0.1:" + port,
        // Backfilled series do not say when they end, so that a value would count for five minutes.
        "--query.lookback-delta=59s");
    PrometheusServer server = new PrometheusServer(process, URI.create("http://127.0.0.1:" + port));
    HttpSource source = new HttpSource(Map.of(), Duration.ofSeconds(10));
    Eventually.passes(() -> {
      try {
        source.get(server.address.resolve("/-/ready"));
      } catch (PrometheusException e) {
        throw new IOException(Files.readString(folder.resolve("prometheus.log")), e);
      }
    });
    return server;
  }

  private static Process start(Path folder, String program, String... arguments)
      throws IOException {
    return new ProcessBuilder(Program.require(program).command(arguments))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(program + ".log").toFile())
        .start();
  }

  /** Where it is. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    Program.end(process);
  }
}
