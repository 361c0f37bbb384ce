package io.github.llmmetrics.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of the operating system that a test needs. Where it is absent the test is skipped with the program's name;
 * on CI, where everything has to be there, it fails.
 */
public final class Program {

  private static final int TIMEOUT_SECONDS = 300;

  private final Path executable;

  private Program(Path executable) {
    this.executable = executable;
  }

  /** Finds it, by its name or by its whole path. */
  public static Program require(String name) {
    return find(name).map(Program::new).orElseThrow(() -> missing(name));
  }

  /** Skips the test, or fails it on CI. */
  public static AssertionError missing(String what) {
    return Missing.skip(what + " is not installed; .ci/setup installs it");
  }

  private static Optional<Path> find(String name) {
    if (name.startsWith("/")) {
      return Optional.of(Path.of(name)).filter(Files::isExecutable);
    }
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The command line of this program with arguments. */
  public List<String> command(String... arguments) {
    return Stream.concat(Stream.of(executable.toString()), Arrays.stream(arguments))
        .toList();
  }

  /** Runs it to its end. */
  public Result run(String input, String... arguments) throws IOException, InterruptedException {
    return runIn(Path.of(""), input, arguments);
  }

  /** Runs it to its end in a folder. */
  public Result runIn(Path folder, String input, String... arguments)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command(arguments))
        .directory(folder.toAbsolutePath().toFile())
        .redirectErrorStream(true)
        .start();
    CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Result(process.waitFor(), output.join());
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "output lost: " + e;
    }
  }

  /** Ends what runs on, kindly at first. */
  public static void end(Process process) {
    process.destroy();
    process
        .onExit()
        .orTimeout(10, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly())
        .join();
  }

  /** How a run ended. */
  public record Result(int exitCode, String output) {}
}
