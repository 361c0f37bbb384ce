package io.github.llmmetrics.otlp;

import io.github.llmmetrics.internal.ThrottledLogger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * HTTP headers from a file, one {@code Name: value} a line, read at each push, so that a token can be replaced while the
 * service runs. Blank lines and those that begin with {@code #} say nothing. What a header says is never in a message.
 * Thread-safe.
 */
final class HeaderFile implements Supplier<Map<String, String>> {

  private static final URI ANY = URI.create("http://localhost");

  private final Path file;
  private final ThrottledLogger log;
  private volatile Map<String, String> lastGood;

  /** Reads it for the first time. */
  HeaderFile(Path file, ThrottledLogger log) {
    this.file = file;
    this.log = log;
    try {
      lastGood = read();
    } catch (IOException e) {
      throw new IllegalArgumentException("headersFile: " + file + " cannot be read", e);
    }
  }

  /** What it says now; what it said before where it cannot be read, as in the middle of a replacement. */
  @Override
  public Map<String, String> get() {
    try {
      lastGood = read();
    } catch (IOException | IllegalArgumentException e) {
      log.warn("headersFile: cannot be read again; the headers stay as they were", e);
    }
    return lastGood;
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        String value = line.substring(colon + 1).strip();
        if (!isSendable(name, value) || headers.put(name, value) != null) {
          throw new IllegalArgumentException("headersFile: line " + (i + 1) + " of " + file
              + " must be 'Name: value', a header that a client may set, each name once");
        }
      }
    }
    return Map.copyOf(headers);
  }

  /** What the client that sends it would refuse; its message has the value and must not get out. */
  private static boolean isSendable(String name, String value) {
    try {
      HttpRequest unused = HttpRequest.newBuilder(ANY).header(name, value).build();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
