package io.github.llmmetrics.examples.system;

import io.github.llmmetrics.examples.chat.ChatService;
import io.github.llmmetrics.testing.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The chat service under its own load, in a JVM of its own, on a machine that has the GPUs of the NVML stand-in. */
final class ChatOnGpus implements AutoCloseable {

  private final Process process;
  private final Path control;
  private final URI metricsUri;

  private ChatOnGpus(Process process, Path control, URI metricsUri) {
    this.process = process;
    this.control = control;
    this.metricsUri = metricsUri;
  }

  /** Starts it; {@code gpus} is what the stand-in reads. */
  static ChatOnGpus start(Path folder, List<String> gpus) throws IOException {
    Path library = Path.of(System.getProperty("nvml.standin"), "full");
    if (!Files.exists(library.resolve("libnvidia-ml.so.1"))) {
      Program.missing("a C compiler, for the NVML stand-in,");
    }
    Path control = folder.resolve("gpus.conf");
    write(control, gpus);
    ProcessBuilder builder = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("javacpp"),
        "-cp",
        System.getProperty("java.class.path"),
        ChatService.class.getName(),
        "--port",
        "0",
        "--metrics-port",
        "0");
    builder.environment().put("LD_LIBRARY_PATH", library.toString());
    builder.environment().put("NVML_STANDIN_CONTROL", control.toString());
    Process process = builder.redirectError(folder.resolve("chat.log").toFile()).start();
    return new ChatOnGpus(process, control, metricsUri(process));
  }

  // The reader stays open, and its pipe holds what the service prints afterwards: a line every few
  // seconds.
  @SuppressWarnings("resource")
  private static URI metricsUri(Process process) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.startsWith("Metrics")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the service ended before it said where its metrics are");
    }
    return URI.create(line.substring("Metrics".length()).strip());
  }

  URI metricsUri() {
    return metricsUri;
  }

  /** Changes the GPUs. */
  void gpus(List<String> lines) throws IOException {
    write(control, lines);
  }

  private static void write(Path control, List<String> lines) throws IOException {
    Path draft = Files.write(control.resolveSibling("gpus.draft"), lines);
    Files.move(draft, control, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    Program.end(process);
  }
}
