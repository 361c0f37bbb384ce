package io.github.llmmetrics.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** For code that is shown with a port number: the port may be taken where the tests run, but not on CI. */
final class FreePort {

  private FreePort() {}

  static void require(int port) {
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    } catch (IOException e) {
      String reason = "port " + port + " is taken";
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        Assertions.fail(reason, e);
      }
      Assumptions.abort(reason);
    }
  }
}
