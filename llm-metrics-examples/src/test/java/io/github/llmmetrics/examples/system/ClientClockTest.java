package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.examples.chat.RunningChat;
import io.github.llmmetrics.examples.system.ChatCall.Seen;
import io.github.llmmetrics.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** One request at a time: a client cannot see a token before it exists, nor an end before it is one. */
class ClientClockTest {

  private static final String TTFT = "llm_time_to_first_token_seconds_sum{model=\"jargon\"}";
  private static final String LATENCY =
      "llm_request_latency_seconds_sum{model=\"jargon\",status=\"success\"}";

  private RunningChat chat;

  @BeforeEach
  void start() throws Exception {
    chat = RunningChat.start();
  }

  @AfterEach
  void stop() {
    chat.close();
  }

  @RepeatedTest(3)
  void times_ofOneRequest_areNoLongerThanTheClients() throws Exception {
    long before = System.nanoTime();
    Seen seen = new ChatCall(chat.uri(), "jargon", "What is blue wire?").call();
    Eventually.passes(() -> assertThat(value(LATENCY)).isPositive());
    // The end is told after the last byte has left, so it is no later than it is seen in a scrape.
    double untilItWasSeen = (System.nanoTime() - before) / 1e9;

    assertThat(value(TTFT)).isPositive().isLessThanOrEqualTo(seen.ttft());
    assertThat(value(LATENCY))
        .isGreaterThanOrEqualTo(value(TTFT))
        .isLessThanOrEqualTo(untilItWasSeen);
  }

  private double value(String series) throws Exception {
    return Http.get(chat.metricsUri(), "text/plain")
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }
}
