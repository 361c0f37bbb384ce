package io.github.llmmetrics.examples.chat;

import static io.github.llmmetrics.examples.chat.TestService.json;
import static io.github.llmmetrics.examples.chat.TestService.question;
import static io.github.llmmetrics.examples.chat.TestService.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.llmmetrics.examples.chat.engine.EngineConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UnhappyEndsTest {

  private static final EngineConfig ONE_AND_ONE = new EngineConfig(1, 64, 64, 1, true);

  /** Hundreds of tokens, each of which takes a millisecond or more. */
  private static ObjectNode longQuestion() {
    return question("babble", "What is foo?").put("max_tokens", 450);
  }

  @Test
  void chat_queueFull_isRejected() {
    try (TestService service = TestService.start(TestService.babble(ONE_AND_ONE))) {
      CompletableFuture<HttpResponse<String>> running = service.chatLater(longQuestion());
      service.await(scrape -> scrape.sum("llm_running_requests") == 1);
      CompletableFuture<HttpResponse<String>> waiting = service.chatLater(longQuestion());
      service.await(scrape -> scrape.sum("llm_queue_depth") == 1);

      HttpResponse<String> response = service.chat(longQuestion());

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(json(response).at("/error/code").asText()).isEqualTo("queue_full");
      Scrape scrape = service.await(s -> s.sum("llm_requests_total", "status=rejected") == 1);
      assertThat(scrape.sum("llm_request_errors_total", "error_type=overloaded"))
          .isEqualTo(1);
      assertThat(running.join().statusCode()).isEqualTo(200);
      assertThat(waiting.join().statusCode()).isEqualTo(200);
      assertThat(service.scrapeAtRest().sum("llm_unpriced_requests_total")).isZero();
    }
  }

  @Test
  void chat_deadlineBeforeTheEnd_isATimeout() {
    try (TestService service = TestService.start(TestService.babble(ONE_AND_ONE))) {
      HttpResponse<String> response = service.chat(longQuestion().put("timeout", 0.05));

      assertThat(response.statusCode()).isEqualTo(504);
      assertThat(json(response).at("/error/code").asText()).isEqualTo("deadline_exceeded");
      Scrape scrape = service.scrapeAtRest();
      assertThat(scrape.sum("llm_requests_total", "status=timeout")).isEqualTo(1);
      assertThat(scrape.sum("llm_request_errors_total", "error_type=timeout")).isEqualTo(1);
      assertThat(scrape.sum("llm_kv_cache_usage_percent")).isZero();
    }
  }

  @Test
  void chat_deadlineOfAStream_isATimeout() {
    try (TestService service = TestService.start(TestService.babble(ONE_AND_ONE))) {
      HttpResponse<String> response = service.chat(streamed(longQuestion()).put("timeout", 0.2));

      assertThat(response.body()).contains("deadline_exceeded").doesNotContain("[DONE]");
      Scrape scrape = service.scrapeAtRest();
      assertThat(scrape.sum("llm_requests_total", "status=timeout")).isEqualTo(1);
      assertThat(scrape.sum("llm_metrics_dropped_total")).isZero();
    }
  }

  @Test
  void chat_engineClosedMidStream_endsTheStreamWithAnError() {
    try (TestService service = TestService.start(TestService.babble(ONE_AND_ONE))) {
      Iterator<String> lines = service.chatLines(streamed(longQuestion()));
      assertThat(lines.next()).startsWith("data: {");

      service.service.models().all().forEach(ServedModel::close);

      List<String> rest = new ArrayList<>();
      lines.forEachRemaining(rest::add);
      assertThat(rest.get(rest.size() - 2)).contains("internal_error");
      Scrape scrape = service.scrapeAtRest();
      assertThat(scrape.sum("llm_requests_total", "status=error")).isEqualTo(1);
      assertThat(scrape.sum("llm_tokens_total", "type=completion")).isPositive();
      assertThat(scrape.sum("llm_unpriced_requests_total")).isZero();
    }
  }

  @Test
  void chat_deadlineInTheQueue_addsNoTokens() {
    try (TestService service = TestService.start(TestService.babble(ONE_AND_ONE))) {
      CompletableFuture<HttpResponse<String>> running = service.chatLater(longQuestion());
      service.await(scrape -> scrape.sum("llm_running_requests") == 1);

      int status = service.chat(longQuestion().put("timeout", 0.01)).statusCode();

      assertThat(status).isEqualTo(504);
      JsonNode usage = json(running.join()).path("usage");
      Scrape scrape = service.scrapeAtRest();
      assertThat(scrape.sum("llm_requests_total", "status=timeout")).isEqualTo(1);
      assertThat(scrape.sum("llm_tokens_total"))
          .isEqualTo(usage.path("total_tokens").asInt());
    }
  }

  @Test
  void chat_clientHangsUpMidStream_isCancelledWithItsTokensSoFar() throws IOException {
    try (TestService service = TestService.start(TestService.babble(ONE_AND_ONE))) {
      hangUpAfterFirstToken(service, streamed(longQuestion()).toString());

      Scrape scrape = service.await(s -> s.sum("llm_requests_total", "status=cancelled") == 1);

      double completion = scrape.sum("llm_tokens_total", "type=completion");
      assertThat(completion).isPositive().isLessThan(450);
      assertThat(scrape.sum("llm_inter_token_latency_seconds_count")).isEqualTo(completion - 1);
      assertThat(scrape.sum("llm_time_per_output_token_seconds_count")).isZero();
      assertThat(scrape.sum("llm_kv_cache_usage_percent")).isZero();
      assertThat(scrape.sum("llm_running_requests")).isZero();
      assertThat(scrape.sum("llm_metrics_dropped_total")).isZero();
    }
  }

  @Test
  void chat_engineClosed_isAnErrorOfOurs() {
    try (TestService service = TestService.start(TestService.babble(ONE_AND_ONE))) {
      service.service.models().all().forEach(ServedModel::close);

      assertThat(service.chat(longQuestion()).statusCode()).isEqualTo(500);

      Scrape scrape = service.scrapeAtRest();
      assertThat(scrape.sum("llm_requests_total", "status=error")).isEqualTo(1);
      assertThat(scrape.sum("llm_request_errors_total", "error_type=internal")).isEqualTo(1);
    }
  }

  private static void hangUpAfterFirstToken(TestService service, String body) throws IOException {
    int port = service.service.uri().getPort();
    try (Socket socket = new Socket("localhost", port)) {
      String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
          + body.length() + "\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
      BufferedReader in = new BufferedReader(
          new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = in.readLine();
      while (line != null && !line.startsWith("data: ")) {
        line = in.readLine();
      }
    }
  }
}
