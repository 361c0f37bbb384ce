package io.github.llmmetrics.examples.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An answer that is sent as server-sent events. Nothing is sent before the first token, not even the headers: a failure
 * up to then has its own HTTP status, and the first byte that a client sees is the first token.
 */
final class StreamedAnswer implements ChatAnswer {

  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

  private final HttpExchange exchange;
  private final ChatJson json;
  private final boolean includeUsage;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean started;

  StreamedAnswer(HttpExchange exchange, ChatJson json, boolean includeUsage) {
    this.exchange = exchange;
    this.json = json;
    this.includeUsage = includeUsage;
  }

  @Override
  public void piece(String text) throws IOException {
    start();
    if (!text.isEmpty()) {
      add(json.contentChunk(text));
    }
    flush();
  }

  @Override
  public void end(String finishReason, TokenCounts tokens) throws IOException {
    start();
    add(json.finishChunk(finishReason));
    if (includeUsage) {
      add(json.usageChunk(tokens));
    }
    pending.writeBytes(DONE);
    flush();
    exchange.close();
  }

  @Override
  public void fail(ApiException error) throws IOException {
    if (!started) {
      Http.send(exchange, error);
      return;
    }
    add(error.toJson());
    flush();
    exchange.close();
  }

  /** The role goes out together with the first text. */
  private void start() throws IOException {
    if (started) {
      return;
    }
    started = true;
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(200, 0);
    add(json.roleChunk());
  }

  private void add(JsonNode event) {
    pending.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
    pending.writeBytes(Json.bytes(event));
    pending.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
  }

  private void flush() throws IOException {
    pending.writeTo(exchange.getResponseBody());
    pending.reset();
    exchange.getResponseBody().flush();
  }
}
