package io.github.llmmetrics.examples.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** One streamed chat completion, with a clock of the client's own. */
final class ChatCall implements Callable<ChatCall.Seen> {

  // Long enough to fill a block of the KV cache, so that the prefix cache has something to find.
  private static final String SYSTEM =
      "You are the lexicon of hacker jargon. Answer in plain English, as briefly as you can.";
  private static final String DATA = "data: ";

  private final URI service;
  private final ObjectNode body = Http.JSON.createObjectNode();

  ChatCall(URI service, String model, String question) {
    this.service = service;
    body.put("model", model).put("stream", true).put("temperature", 0);
    body.putObject("stream_options").put("include_usage", true);
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", SYSTEM);
    messages.addObject().put("role", "user").put("content", question);
  }

  ChatCall user(String user) {
    body.put("user", user);
    return this;
  }

  ChatCall maxTokens(int maxTokens) {
    body.put("max_completion_tokens", maxTokens).put("ignore_eos", true);
    return this;
  }

  @Override
  public Seen call() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/chat/completions"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()))
        .build();
    long start = System.nanoTime();
    HttpResponse<Stream<String>> response = Http.CLIENT.send(request, BodyHandlers.ofLines());
    Seen seen = new Seen(response.statusCode(), start);
    try (Stream<String> lines = response.body()) {
      Iterator<String> each = lines.iterator();
      while (each.hasNext()) {
        String line = each.next();
        if (line.startsWith(DATA + "{")) {
          seen.take(Http.JSON.readTree(line.substring(DATA.length())), System.nanoTime());
        }
      }
    }
    seen.endNanos = System.nanoTime() - start;
    return seen;
  }

  /** What the client saw, by its own clock. */
  static final class Seen {

    private final int status;
    private final long start;
    private long firstNanos = -1;
    private long endNanos;
    private long prompt;
    private long cached;
    private long completion;

    private Seen(int status, long start) {
      this.status = status;
      this.start = start;
    }

    private void take(JsonNode chunk, long now) {
      if (firstNanos < 0 && !chunk.at("/choices/0/delta/content").isMissingNode()) {
        firstNanos = now - start;
      }
      if (chunk.hasNonNull("usage")) {
        prompt = chunk.at("/usage/prompt_tokens").asLong();
        cached = chunk.at("/usage/prompt_tokens_details/cached_tokens").asLong();
        completion = chunk.at("/usage/completion_tokens").asLong();
      }
    }

    int status() {
      return status;
    }

    double ttft() {
      return firstNanos / 1e9;
    }

    double latency() {
      return endNanos / 1e9;
    }

    long prompt() {
      return prompt;
    }

    long cached() {
      return cached;
    }

    long completion() {
      return completion;
    }
  }
}
