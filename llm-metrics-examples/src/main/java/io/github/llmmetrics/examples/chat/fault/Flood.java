package io.github.llmmetrics.examples.chat.fault;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Clients of the service that each want one answer after the other. Thread-safe. */
final class Flood {

  private static final String QUESTION = """
      {"model": "%s", "stream": true, "temperature": 0, "timeout": 600, "user": "flood",
       "messages": [{"role": "user", "content": "What is a hacker?"}]}
      """;
  private static final Executor SOON =
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

  private final HttpClient http;
  private final HttpRequest question;
  private final Deque<Client> clients = new ArrayDeque<>();

  /** A flood of nobody yet. */
  Flood(HttpClient http, URI service, String model) {
    this.http = http;
    question = HttpRequest.newBuilder(service.resolve("/v1/chat/completions"))
        .POST(BodyPublishers.ofString(QUESTION.formatted(model)))
        .build();
  }

  /** Lets so many clients ask; the ones that are too many hang up. */
  synchronized void resize(int wanted) {
    while (clients.size() > wanted) {
      clients.pop().hangUp();
    }
    while (clients.size() < wanted) {
      Client client = new Client();
      clients.push(client);
      client.ask();
    }
  }

  /** Asks until it hangs up. */
  private final class Client {

    private @Nullable CompletableFuture<HttpResponse<Void>> answer;
    private boolean gone;

    synchronized void ask() {
      if (gone) {
        return;
      }
      answer = http.sendAsync(question, BodyHandlers.discarding());
      // Soon, not at once: where answers fail at once, that would be a busy loop.
      var unused = answer.whenCompleteAsync((response, failure) -> ask(), SOON);
    }

    synchronized void hangUp() {
      gone = true;
      if (answer != null) {
        answer.cancel(true);
      }
    }
  }
}
