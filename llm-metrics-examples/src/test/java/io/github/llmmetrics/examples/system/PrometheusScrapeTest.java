package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.examples.chat.RunningChat;
import io.github.llmmetrics.examples.system.ChatCall.Seen;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes the running service while clients talk to it; then its numbers are the clients' numbers: counts
 * to the last one, and times within what the clients' own clocks allow, as a client cannot see a token before it exists.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PrometheusScrapeTest {

  private static final String MODEL = "jargon";
  private static final List<String> QUESTIONS = List.of(
      "What is blue wire?", "What is a bit bucket?", "Define kluge.", "What is yak shaving?");
  private static final int CLIENTS = 4;
  private static final int CALLS = 24;
  private static final double PAUSE_SECONDS = 1;

  private RunningChat chat;
  private PrometheusServer prometheus;
  private List<Seen> seen;

  @BeforeAll
  void talkWhilePrometheusScrapes(@TempDir Path folder) throws Exception {
    Program.require("prometheus");
    chat = RunningChat.start();
    prometheus = PrometheusServer.scraping(chat.metricsUri(), folder);
    seen = talk();
    Eventually.passes(() -> assertThat(ended("success")).isEqualTo(CALLS));
  }

  @AfterAll
  void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (chat != null) {
      chat.close();
    }
  }

  private List<Seen> talk() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Seen>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        String question = QUESTIONS.get(i % QUESTIONS.size());
        calls.add(clients.submit(new ChatCall(chat.uri(), MODEL, question)
            .user(i % 2 == 0 ? "acme" : "globex")
            .maxTokens(10 + i)));
      }
      List<Seen> results = new ArrayList<>();
      for (Future<Seen> call : calls) {
        results.add(call.get());
      }
      return results;
    } finally {
      clients.shutdown();
    }
  }

  @Test
  void requests_ofPrometheus_areTheClientsRequests() throws Exception {
    assertThat(seen).allSatisfy(each -> assertThat(each.status()).isEqualTo(200));
    assertThat(value("llm_requests_started_total{model='jargon'}")).isEqualTo(CALLS);
    assertThat(value("sum(llm_requests_total{model='jargon'})")).isEqualTo(CALLS);
    assertThat(value("llm_active_requests{model='jargon'}")).isZero();
    assertThat(prometheus.byLabel("customer_id", "llm_customer_requests_total{model='jargon'} > 0"))
        .isEqualTo(Map.of("acme", CALLS / 2.0, "globex", CALLS / 2.0));
  }

  @Test
  void tokens_ofPrometheus_areTheClientsTokens() throws Exception {
    assertThat(prometheus.byLabel("type", "llm_tokens_total{model='jargon'}"))
        .isEqualTo(Map.of("prompt", sum(Seen::prompt), "completion", sum(Seen::completion)));
    assertThat(value("llm_cached_prompt_tokens_total{model='jargon'}"))
        .isEqualTo(sum(Seen::cached))
        .isPositive();
    assertThat(value("llm_output_tokens_sum{model='jargon'}")).isEqualTo(sum(Seen::completion));
    assertThat(value("llm_prompt_tokens_sum{model='jargon'}")).isEqualTo(sum(Seen::prompt));
  }

  @Test
  void observations_ofPrometheus_areOneForEachRequestAndGap() throws Exception {
    assertThat(value("llm_time_to_first_token_seconds_count{model='jargon'}")).isEqualTo(CALLS);
    assertThat(value("llm_time_per_output_token_seconds_count{model='jargon'}")).isEqualTo(CALLS);
    assertThat(value("llm_queue_time_seconds_count{model='jargon'}")).isEqualTo(CALLS);
    assertThat(value("llm_inter_token_latency_seconds_count{model='jargon'}"))
        .isEqualTo(sum(Seen::completion) - CALLS);
  }

  @Test
  void timeToFirstToken_ofPrometheus_isWithinTheClients() throws Exception {
    isWithinTheClients("llm_time_to_first_token_seconds", "", Seen::ttft);
  }

  @Test
  void latency_ofPrometheus_isWithinTheClients() throws Exception {
    // The service tells the end after its last byte has left, so a pause of its thread right there
    // is
    // not in the client's time.
    isWithinTheClients(
        "llm_request_latency_seconds", ",status='success'", each -> each.latency() + PAUSE_SECONDS);
  }

  @Test
  void times_ofOneRequest_areInTheirOrder() throws Exception {
    double queue = value("llm_queue_time_seconds_sum{model='jargon'}");
    double ttft = value("llm_time_to_first_token_seconds_sum{model='jargon'}");
    double gaps = value("llm_inter_token_latency_seconds_sum{model='jargon'}");
    double latency = value("llm_request_latency_seconds_sum{model='jargon',status='success'}");

    assertThat(queue).isPositive().isLessThan(ttft);
    assertThat(ttft + gaps).isLessThanOrEqualTo(latency);
  }

  @Test
  void target_ofPrometheus_isUp() throws Exception {
    assertThat(value("min_over_time(up{job='llm'}[1m])")).isEqualTo(1);
  }

  /** Ours is the earlier clock: whatever a client saw within a bound was within it here, and sums are no larger. */
  private void isWithinTheClients(String metric, String labels, ToDoubleFunction<Seen> clients)
      throws Exception {
    Map<String, Double> buckets =
        prometheus.byLabel("le", metric + "_bucket{model='jargon'" + labels + "}");

    assertThat(buckets).isNotEmpty().containsEntry("+Inf", (double) CALLS);
    buckets.forEach((le, count) -> assertThat(count)
        .as("%s within %s s", metric, le)
        .isGreaterThanOrEqualTo(within(le, clients)));
    assertThat(value(metric + "_sum{model='jargon'" + labels + "}"))
        .isPositive()
        .isLessThanOrEqualTo(seen.stream().mapToDouble(clients).sum());
  }

  private double within(String le, ToDoubleFunction<Seen> clients) {
    double bound = le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
    return seen.stream().mapToDouble(clients).filter(value -> value <= bound).count();
  }

  private double sum(ToLongFunction<Seen> count) {
    return (double) seen.stream().mapToLong(count).sum();
  }

  private double ended(String status) throws Exception {
    return value("llm_requests_total{model='jargon',status='" + status + "'}");
  }

  private double value(String query) throws Exception {
    return prometheus.number(query);
  }
}
