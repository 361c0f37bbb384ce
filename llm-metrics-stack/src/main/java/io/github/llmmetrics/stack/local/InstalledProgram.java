package io.github.llmmetrics.stack.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program of this machine.
 *
 * @param file what is run
 * @param version as it says, such as {@code 2.42.0+ds}
 */
record InstalledProgram(Path file, String version) {

  private static final Pattern VERSION = Pattern.compile("\\bversion (\\d+\\.\\d+[^\\s(]*)");
  private static final int SECONDS = 10;

  static InstalledProgram prometheus(SearchPath path) {
    return find(path, "Prometheus", "prometheus", Stream.of("prometheus"));
  }

  /** Debian gives it another name than its makers do. */
  static InstalledProgram alertmanager(SearchPath path) {
    return find(
        path,
        "Alertmanager",
        "prometheus-alertmanager",
        Stream.of("prometheus-alertmanager", "alertmanager"));
  }

  private static InstalledProgram find(
      SearchPath path, String title, String debian, Stream<String> names) {
    Path file = path.find(names)
        .orElseThrow(() ->
            new LocalStackException(title + " is not on the PATH: install it with 'apt-get install "
                + debian + "', or take it from https://prometheus.io/download/"));
    return new InstalledProgram(
        file,
        version(file)
            .orElseThrow(() -> new LocalStackException(
                file + " does not say which version of " + title + " it is")));
  }

  private static Optional<String> version(Path file) {
    try {
      Process process = new ProcessBuilder(file.toString(), "--version")
          .redirectErrorStream(true)
          .start();
      process.getOutputStream().close();
      try {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
          return Optional.empty();
        }
        byte[] output = process.getInputStream().readAllBytes();
        Matcher version = VERSION.matcher(new String(output, StandardCharsets.UTF_8));
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new LocalStackException("cannot run " + file + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while asking " + file + " for its version", e);
    }
  }
}
