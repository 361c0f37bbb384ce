package io.github.llmmetrics.exporter;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Lets in who knows the token of a file, as Prometheus sends it with {@code authorization: {credentials_file: …}}. */
final class BearerToken extends Authenticator {

  private static final int UNAUTHORIZED = 401;
  private static final HttpPrincipal SCRAPER = new HttpPrincipal("scraper", "metrics");

  private final byte[] header;

  private BearerToken(byte[] header) {
    this.header = header;
  }

  /** Reads the file once; blanks around the token are none of it. */
  static BearerToken from(Path file) throws IOException {
    String token = Files.readString(file).strip();
    if (token.isEmpty()) {
      throw new IllegalArgumentException("tokenFile: " + file + " must hold a token; it is empty");
    }
    return new BearerToken(("Bearer " + token).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Result authenticate(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    // Takes as long for a token that begins right as for one that does not.
    if (given != null && MessageDigest.isEqual(header, given.getBytes(StandardCharsets.UTF_8))) {
      return new Success(SCRAPER);
    }
    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    return new Failure(UNAUTHORIZED);
  }
}
