package io.github.llmmetrics.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real Alertmanager, alone: it looks for no others. */
public final class AlertmanagerServer implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Process process;
  private final URI uri;

  private AlertmanagerServer(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts one with a configuration, whose relative paths begin at the folder, and waits until it is ready. */
  public static AlertmanagerServer start(Path folder, String configuration) throws Exception {
    Program program = Program.require("prometheus-alertmanager");
    Path config = Files.writeString(folder.resolve("alertmanager.yml"), configuration);
    String address = "127.0.0.1:" + FreePort.any();
    Process process = new ProcessBuilder(program.command(
            "--config.file=" + config,
            "--storage.path=" + folder.resolve("alertmanager"),
            "--web.listen-address=" + address,
            "--cluster.listen-address="))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("alertmanager.log").toFile())
        .start();
    AlertmanagerServer server = new AlertmanagerServer(process, URI.create("http://" + address));
    try {
      Eventually.passes(() -> server.get("/-/ready"));
    } catch (Exception | AssertionError e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** Where it is: Prometheus sends its alerts there. */
  public URI uri() {
    return uri;
  }

  /** Tells it of alerts, as a JSON list. */
  public void alert(String json) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(uri.resolve("/api/v2/alerts"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json)));
  }

  /** All alerts that it knows, with what became of them, as JSON. */
  public String alerts() throws IOException, InterruptedException {
    return get("/api/v2/alerts");
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri.resolve(path)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    Program.end(process);
  }
}
