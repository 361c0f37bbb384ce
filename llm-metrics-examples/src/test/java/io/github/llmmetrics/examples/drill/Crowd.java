package io.github.llmmetrics.examples.drill;

import io.github.llmmetrics.examples.system.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Many clients of one model who each want a single token: cheap requests, for shares that only many can show. */
final class Crowd {

  private static final int PER_SECOND = 25;
  private static final String QUESTION = """
      {"model": "%s", "temperature": 0, "max_completion_tokens": 1, "user": "crowd",
       "messages": [{"role": "user", "content": "What is foo?"}]}
      """;

  private final URI service;
  private @Nullable ScheduledExecutorService timer;

  Crowd(URI service) {
    this.service = service;
  }

  /** Lets them come. */
  void gather(String model) {
    HttpRequest question = HttpRequest.newBuilder(service.resolve("/v1/chat/completions"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(QUESTION.formatted(model)))
        .build();
    ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
    timer = ticks;
    var unusedTimer = ticks.scheduleAtFixedRate(
        () -> {
          // Whatever the answer: it is the service that counts it.
          var unusedAnswer = Http.CLIENT.sendAsync(question, BodyHandlers.discarding());
        },
        0,
        1000 / PER_SECOND,
        TimeUnit.MILLISECONDS);
  }

  /** Sends them away, if they came. */
  void disperse() {
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}
