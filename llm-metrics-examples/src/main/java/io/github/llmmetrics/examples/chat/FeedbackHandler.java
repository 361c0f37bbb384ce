package io.github.llmmetrics.examples.chat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * {@code POST /v1/feedback}: what a user thought of an answer.
 *
 * <pre>{@code
 * {"request_id": "chatcmpl-...", "score": 0.9, "segment": "free"}
 * }</pre>
 *
 * @param models that can be named instead of an answer
 * @param completions whose ids can be named
 * @param metrics where the score goes
 */
record FeedbackHandler(ServedModels models, CompletionLog completions, ServiceMetrics metrics)
    implements HttpApi.Handler {

  /** The segments that this product knows; any other goes under its own name, as far as the label's cap allows. */
  static final String[] SEGMENTS = {"free", "pro", "enterprise"};

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Fields body = Http.fields(exchange);
    String model = model(body);
    double score = body.number("score", Double.NaN);
    if (!(score >= 0 && score <= 1)) {
      throw ApiException.badValue("score must be from 0 to 1");
    }
    metrics.quality(model).userSatisfaction(body.string("segment"), score);
    Http.send(exchange, 200, Json.object().put("model", model).put("score", score));
  }

  private String model(Fields body) {
    if (!body.has("request_id")) {
      return models.require(body.string("model")).name();
    }
    return completions
        .model(body.string("request_id"))
        .orElseThrow(() -> ApiException.invalid(
            404, "completion_not_found", "there is no such completion, or it is long ago"));
  }
}
