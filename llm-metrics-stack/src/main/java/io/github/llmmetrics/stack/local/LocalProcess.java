package io.github.llmmetrics.stack.local;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A running program that writes a log. */
final class LocalProcess {

  /** Enough for Prometheus to write down what it holds in memory. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final int LINES = 10;

  private final String name;
  private final URI address;
  private final Path log;
  private final Process process;

  private LocalProcess(String name, URI address, Path log, Process process) {
    this.name = name;
    this.address = address;
    this.log = log;
    this.process = process;
  }

  static LocalProcess start(String name, URI address, Path log, List<String> command) {
    try {
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
      process.getOutputStream().close();
      return new LocalProcess(name, address, log, process);
    } catch (IOException e) {
      throw new LocalStackException("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  String name() {
    return name;
  }

  URI address() {
    return address;
  }

  long pid() {
    return process.pid();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Why it is not there any more, in the words of its log. */
  LocalStackException death() {
    return new LocalStackException(name + " ended with exit code " + process.exitValue()
        + "; its log " + log + " ends with:\n" + lastLines());
  }

  private String lastLines() {
    try {
      // A line may be cut in the middle of a letter, which readAllLines refuses.
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - LINES))
          .map(line -> "  " + line)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return "  (it cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Asks it to end. */
  void end() {
    process.destroy();
  }

  /** Waits until it has ended; one that does not is killed. */
  void awaitEnd() {
    try {
      process.onExit().orTimeout(GRACE.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      process.destroyForcibly().onExit().join();
    }
  }
}
