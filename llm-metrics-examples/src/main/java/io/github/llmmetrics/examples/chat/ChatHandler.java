package io.github.llmmetrics.examples.chat;

import com.sun.net.httpserver.HttpExchange;
import io.github.llmmetrics.examples.chat.engine.GenerationRequest;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/chat/completions}. What is wrong with a request is found before it is begun: a client's mistake is no
 * request in the metrics.
 */
final class ChatHandler implements HttpApi.Handler {

  private final ServedModels models;
  private final Customers customers;
  private final ServiceMetrics metrics;
  private final AnswerQuality quality;
  private final CompletionLog completions;
  private final Deadlines deadlines;
  private final double defaultTimeoutSeconds;

  ChatHandler(
      ServedModels models,
      Customers customers,
      ServiceMetrics metrics,
      CompletionLog completions,
      Deadlines deadlines,
      double defaultTimeoutSeconds) {
    this.models = models;
    this.customers = customers;
    this.metrics = metrics;
    this.quality = new AnswerQuality(metrics);
    this.completions = completions;
    this.deadlines = deadlines;
    this.defaultTimeoutSeconds = defaultTimeoutSeconds;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    ChatRequest request = ChatRequest.of(Http.fields(exchange));
    ServedModel model = models.require(request.model());
    GenerationRequest work = model.prepare(request);
    ChatAnswer answer = answer(exchange, request, completions.add(newId(), model.name()));
    try (RequestRecorder recorder = metrics.begin(model.name(), customer(exchange, request))) {
      new ChatTurn(model, deadlines, quality, recorder, answer)
          .run(
              model.faults().question(request.lastUserText()),
              work,
              model.faults().timeoutSeconds(timeoutSeconds(request)));
    }
  }

  private double timeoutSeconds(ChatRequest request) {
    return request.timeoutSeconds().orElse(defaultTimeoutSeconds);
  }

  private @Nullable String customer(HttpExchange exchange, ChatRequest request) {
    return customers.customerOf(
        exchange.getRequestHeaders().getFirst("Authorization"), request.user());
  }

  private static ChatAnswer answer(HttpExchange exchange, ChatRequest request, String id) {
    ChatJson json = new ChatJson(id, request.model());
    return request.stream()
        ? new StreamedAnswer(exchange, json, request.includeUsage())
        : new WholeAnswer(exchange, json);
  }

  private static String newId() {
    return "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
  }
}
