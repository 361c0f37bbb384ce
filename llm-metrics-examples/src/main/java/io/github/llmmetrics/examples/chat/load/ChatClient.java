package io.github.llmmetrics.examples.chat.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The service's clients. Each call blocks its thread until it is done or this is closed. Thread-safe. */
final class ChatClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http;
  private final URI completions;
  private final URI feedback;
  private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  ChatClient(HttpClient http, URI service) {
    this.http = http;
    this.completions = service.resolve("/v1/chat/completions");
    this.feedback = service.resolve("/v1/feedback");
  }

  Answer chat(ChatRequest request) throws IOException, InterruptedException {
    AnswerReader reader = new AnswerReader(request);
    HttpResponse<InputStream> response = http.send(
        post(completions, request.json(), request.customer().apiKey()),
        BodyHandlers.ofInputStream());
    // Closing a body that was not read to its end closes the connection: that is how a client hangs
    // up.
    try (InputStream body = response.body()) {
      return read(response, watched(body), reader);
    } finally {
      open.remove(response.body());
    }
  }

  /** Rates an answer; whether the service takes the score is its own affair. */
  void rate(String completionId, double score, Customer customer)
      throws IOException, InterruptedException {
    String rating = JsonNodeFactory.instance
        .objectNode()
        .put("request_id", completionId)
        .put("score", score)
        .put("segment", customer.segment())
        .toString();
    http.send(post(feedback, rating, customer.apiKey()), BodyHandlers.discarding());
  }

  /** Ends the answers that are being read; later ones end at once. */
  @Override
  public void close() {
    closed = true;
    open.forEach(ChatClient::end);
  }

  boolean isClosed() {
    return closed;
  }

  private Answer read(HttpResponse<InputStream> response, InputStream body, AnswerReader reader)
      throws IOException {
    if (response.statusCode() != 200) {
      // Read, so that the connection can be used again.
      body.transferTo(OutputStream.nullOutputStream());
      return Answer.refused(response.statusCode());
    }
    boolean streamed = response
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.startsWith("text/event-stream"))
        .isPresent();
    return streamed ? reader.events(body) : reader.object(body);
  }

  private InputStream watched(InputStream body) throws IOException {
    open.add(body);
    // Looked at after the add, so that close() either finds the body or is seen here.
    if (closed) {
      throw new IOException("closed");
    }
    return body;
  }

  private static void end(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
  }

  private static HttpRequest post(URI uri, String json, @Nullable String apiKey) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .timeout(PATIENCE)
        .POST(BodyPublishers.ofString(json));
    if (apiKey != null) {
      request.header("Authorization", "Bearer " + apiKey);
    }
    return request.build();
  }
}
