package io.github.llmmetrics.examples.chat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** An answer that is sent when it is complete. */
final class WholeAnswer implements ChatAnswer {

  private final HttpExchange exchange;
  private final ChatJson json;
  private final StringBuilder text = new StringBuilder();

  WholeAnswer(HttpExchange exchange, ChatJson json) {
    this.exchange = exchange;
    this.json = json;
  }

  @Override
  public void piece(String piece) {
    text.append(piece);
  }

  @Override
  public void end(String finishReason, TokenCounts tokens) throws IOException {
    Http.send(exchange, 200, json.completion(text.toString(), finishReason, tokens));
  }

  @Override
  public void fail(ApiException error) throws IOException {
    Http.send(exchange, error);
  }
}
