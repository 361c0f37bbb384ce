package io.github.llmmetrics.exporter;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** Lets in whose request has the right {@code Authorization}; others get 401, and are told what is asked for. */
final class AuthorizationHeader extends Authenticator {

  private static final int UNAUTHORIZED = 401;
  private static final HttpPrincipal SCRAPER = new HttpPrincipal("scraper", "metrics");

  private final byte[] expected;
  private final String challenge;

  private AuthorizationHeader(String expected, String challenge) {
    this.expected = expected.getBytes(StandardCharsets.UTF_8);
    this.challenge = challenge;
  }

  /** As Prometheus sends it with {@code authorization: {credentials_file: …}}. */
  static AuthorizationHeader bearer(String token) {
    return new AuthorizationHeader("Bearer " + token, "Bearer");
  }

  /** As Prometheus sends it with {@code basic_auth: {username: …, password_file: …}}. */
  static AuthorizationHeader basic(String user, String password) {
    byte[] login = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
    return new AuthorizationHeader(
        "Basic " + Base64.getEncoder().encodeToString(login),
        "Basic realm=\"metrics\", charset=\"UTF-8\"");
  }

  @Override
  public Result authenticate(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    // Takes as long for a secret that begins right as for one that does not.
    if (given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
      return new Success(SCRAPER);
    }
    exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
    return new Failure(UNAUTHORIZED);
  }
}
