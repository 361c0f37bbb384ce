package io.github.llmmetrics.examples.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Reads bodies and sends answers. */
final class Http {

  private static final int MAX_BODY_BYTES = 1 << 20;

  private Http() {}

  /** The body, which must be a JSON object of at most 1 MiB. */
  static Fields fields(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw ApiException.invalid(
          413, "body_too_large", "the body must have at most " + MAX_BODY_BYTES + " bytes");
    }
    return new Fields(Json.parse(body));
  }

  static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    send(exchange, status, "application/json", Json.bytes(body));
  }

  static void send(HttpExchange exchange, ApiException error) throws IOException {
    if (error.status() == 429) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    send(exchange, error.status(), error.toJson());
  }

  static void send(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
