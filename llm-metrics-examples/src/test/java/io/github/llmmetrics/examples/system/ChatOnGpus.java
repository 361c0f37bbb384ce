package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.examples.chat.ChatService;
import io.github.llmmetrics.testing.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The chat service under its own load, in a JVM of its own, on a machine that has the GPUs of the NVML stand-in. */
public final class ChatOnGpus implements AutoCloseable {

  private final Path folder;
  private final List<String> options;
  private final Path library;
  private Process process;
  private final URI uri;
  private final URI metricsUri;

  private ChatOnGpus(Path folder, Path library, List<String> options) throws IOException {
    this.folder = folder;
    this.library = library;
    this.options = options;
    process = launch(0, 0);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    uri = address(out, "Chat");
    metricsUri = address(out, "Metrics");
  }

  /** Starts it; {@code gpus} is what the stand-in reads. */
  public static ChatOnGpus start(Path folder, List<String> gpus, String... options)
      throws IOException {
    Path library = Path.of(System.getProperty("nvml.standin"), "full");
    if (!Files.exists(library.resolve("libnvidia-ml.so.1"))) {
      Program.missing("a C compiler, for the NVML stand-in,");
    }
    write(control(folder), gpus);
    return new ChatOnGpus(folder, library, List.of(options));
  }

  private Process launch(int port, int metricsPort) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("javacpp"),
        "-cp",
        System.getProperty("java.class.path"),
        ChatService.class.getName(),
        "--port",
        Integer.toString(port),
        "--metrics-port",
        Integer.toString(metricsPort)));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LD_LIBRARY_PATH", library.toString());
    builder.environment().put("NVML_STANDIN_CONTROL", control(folder).toString());
    return builder
        .redirectError(Redirect.appendTo(folder.resolve("chat.log").toFile()))
        .start();
  }

  private static Path control(Path folder) {
    return folder.resolve("gpus.conf");
  }

  // The reader stays open, and its pipe holds what the service prints afterwards: a line every few
  // seconds.
  private static URI address(BufferedReader out, String name) throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(name)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the service ended before it said where its " + name + " is");
    }
    return URI.create(line.substring(name.length()).strip());
  }

  /** Where clients talk to it. */
  public URI uri() {
    return uri;
  }

  /** Where Prometheus scrapes it. */
  public URI metricsUri() {
    return metricsUri;
  }

  /** Switches a fault on, {@code name?model=…&strength=…}; the service must have been started with {@code --faults}. */
  public void fault(String fault) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(URI.create(uri + "/faults/" + fault)).PUT(BodyPublishers.noBody()));
  }

  /** Switches a fault off, for all models. */
  public void noFault(String fault) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(URI.create(uri + "/faults/" + fault)).DELETE());
  }

  private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = Http.CLIENT.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as("%s: %s", answer.uri(), answer.body()).isBetween(200, 299);
  }

  /** Ends the process. */
  public void end() {
    Program.end(process);
  }

  /** Starts the process again, at the same addresses. */
  public void restart() throws IOException {
    process = launch(uri.getPort(), metricsUri.getPort());
    address(process.inputReader(StandardCharsets.UTF_8), "Metrics");
  }

  /** Changes the GPUs. */
  public void gpus(List<String> lines) throws IOException {
    write(control(folder), lines);
  }

  private static void write(Path control, List<String> lines) throws IOException {
    Path draft = Files.write(control.resolveSibling("gpus.draft"), lines);
    Files.move(draft, control, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    end();
  }
}
