package io.github.llmmetrics.examples.chat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code GET /}: what runs here, for whoever opens it in a browser.
 *
 * @param html the page
 */
record Page(String html) implements HttpApi.Handler {

  static Page of(URI service, URI metrics, List<String> models) {
    return new Page(Resources.text("index.html")
        .replace("{{service}}", service.toString())
        .replace("{{metrics}}", metrics.toString())
        .replace("{{models}}", String.join(", ", models))
        .replace("{{model}}", models.get(0)));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Http.send(exchange, 200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }
}
