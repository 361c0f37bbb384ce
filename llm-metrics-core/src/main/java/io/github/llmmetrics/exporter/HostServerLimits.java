package io.github.llmmetrics.exporter;

import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The exporter's class sets the JVM-wide limits on a request's and a response's time when it is loaded, and a host's own
 * JDK server would inherit them: a ten-minute end to every stream. The JDK reads the limits once, with its first server;
 * so there is one before, and the properties are put back after.
 */
final class HostServerLimits {

  private static final List<String> LIMITS =
      List.of("sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime");

  // With the class, so once: a server that never starts keeps its selector open.
  static {
    List<String> unset =
        LIMITS.stream().filter(limit -> System.getProperty(limit) == null).toList();
    readByTheJdk();
    HTTPServer.builder();
    unset.forEach(System::clearProperty);
  }

  private HostServerLimits() {}

  /** Does its work at the first call. */
  static void keep() {}

  private static void readByTheJdk() {
    try {
      // Without stop, its timer thread would stay.
      HttpServer.create().stop(0);
    } catch (IOException e) {
      throw new UncheckedIOException("port: the JDK's HTTP server cannot be created", e);
    }
  }
}
