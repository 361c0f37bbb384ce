package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.prometheus.HttpSource;
import io.github.llmmetrics.stack.prometheus.PrometheusException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a command asks a server. */
final class HttpOptions {

  @Option(
      names = "--header-file",
      paramLabel = "FILE",
      description =
          "Headers to send, a line each, such as 'Authorization: Bearer ...': in a file, as others can read a command line.")
  private Optional<Path> headerFile = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long one answer may take; 30s if left out.")
  private Duration timeout = Duration.ofSeconds(30);

  HttpSource source() {
    if (timeout.isZero()) {
      throw new UserError("--timeout: 0s must be 1s or more");
    }
    return new HttpSource(headerFile.map(HttpOptions::headers).orElse(Map.of()), timeout);
  }

  String get(URI address) {
    return asked(() -> source().get(address));
  }

  /** What a server answered, with its failures as those of a person's command. */
  static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (PrometheusException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new UserError(text + " is no URL", e);
    }
  }

  private static Map<String, String> headers(Path file) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : UserFiles.read(file).lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      } else if (!line.isBlank()) {
        // Not the line itself: it may be a secret.
        throw new UserError(file + " must have lines of the form 'Name: value'");
      }
    }
    return headers;
  }
}
