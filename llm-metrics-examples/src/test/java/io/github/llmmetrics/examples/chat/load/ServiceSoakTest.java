package io.github.llmmetrics.examples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.examples.chat.RunningChat;
import io.github.llmmetrics.examples.chat.Scrape;
import io.github.llmmetrics.examples.chat.Scraper;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Figures;
import io.github.llmmetrics.testing.UsedHeap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The real service under load, with clients that hang up and a scrape each second: no request and no scrape fails, the ledger
 * is exact, and memory stays flat. {@code -Dsoak.seconds} says for how long; {@code docs/reliability.md} has the figures of a
 * long run.
 */
class ServiceSoakTest {

  private static final int SECONDS = Integer.getInteger("soak.seconds", 24);
  private static final int ROUNDS = 6;

  /** The ids of the last 10,000 answers, which the service keeps for feedback, are the most of it. */
  private static final long FLAT = 6 << 20;

  /** In each four seconds 16 questions, 10 clients that hang up, and some mistakes. */
  private static final Plan PLAN = new Plan(
      new Script(
          4,
          List.of(
              new Step(0, 5, Act.HANG_UP, Aim.FASTEST),
              new Step(1, 3, Act.HANG_UP, Aim.SLOWEST),
              new Step(1, 1, Act.UNKNOWN_MODEL, Aim.ANY),
              new Step(2, 2, Act.HANG_UP, Aim.ANY),
              new Step(2, 1, Act.NO_MESSAGES, Aim.ANY),
              new Step(3, 1, Act.EMAIL, Aim.ANY),
              new Step(3, 1, Act.GUEST, Aim.ANY))),
      Act.QUESTION,
      4,
      Load.MOST_IN_FLIGHT);

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> console = new CopyOnWriteArrayList<>();

  @Test
  void service_underLoadForLong_losesNothingAndStaysFlat() throws Exception {
    UsedHeap heapAfterAThird = UsedHeap.measure();
    UsedHeap heapAtTheEnd = heapAfterAThird;
    Figures figures = Figures.of("seconds of the example service under load", SECONDS);
    Scrape end;
    try (RunningChat chat = RunningChat.start();
        Scraper scraper = Scraper.start(chat.metricsUri(), Duration.ofSeconds(1))) {
      for (int round = 1; round <= ROUNDS; round++) {
        load(chat, scraper, round * SECONDS / ROUNDS);
        awaitRest(chat.metricsUri());
        heapAtTheEnd = UsedHeap.measure();
        heapAfterAThird = round == ROUNDS / 3 ? heapAtTheEnd : heapAfterAThird;
      }
      assertThat(scraper.failures()).isEmpty();
      end = scrape(chat.metricsUri());
      figures
          .and("scrapes, of which failed", scraper.scrapes() + ", 0")
          .and("slowest scrape", scraper.longest().toMillis() + " ms");
    }
    for (String status :
        List.of("success", "cancelled", "rejected", "timeout", "error", "abandoned")) {
      figures.and(
          status, String.format("%,.0f", end.sum("llm_requests_total", "status=" + status)));
    }
    figures.and("heap after the first third", heapAfterAThird).and("heap at the end", heapAtTheEnd);

    assertThat(console).hasSize(ROUNDS).allMatch(goodbye -> goodbye.contains(" failed 0,"));
    assertLedgerIsClean(end);
    assertThat(heapAtTheEnd.growthSince(heapAfterAThird)).isLessThan(FLAT);
  }

  /** Until so many scrapes, one in each second, were taken since the beginning, or one failed. */
  private void load(RunningChat chat, Scraper scraper, int scrapes) {
    Load load = Load.start(
        chat.uri(),
        chat.metricsUri(),
        List.of("jargon", "babble"),
        List.of(),
        PLAN,
        this::keepGoodbye);
    try (load) {
      while (scraper.scrapes() < scrapes && scraper.failures().isEmpty()) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  /** Not the reports before it. */
  private void keepGoodbye(String line) {
    if (line.startsWith("load: answered ")) {
      console.add(line);
    }
  }

  private static void assertLedgerIsClean(Scrape end) {
    assertThat(end.sum("llm_requests_started_total")).isEqualTo(end.sum("llm_requests_total"));
    assertThat(end.sum("llm_active_requests")).isZero();
    assertThat(end.sum("llm_requests_total", "status=success")).isPositive();
    assertThat(end.sum("llm_requests_total", "status=cancelled")).isPositive();
    assertThat(end.sum("llm_requests_total", "status=error")).isZero();
    assertThat(end.sum("llm_requests_total", "status=abandoned")).isZero();
    assertThat(end.has("llm_metrics_dropped_total")).isTrue();
    assertThat(end.sum("llm_metrics_dropped_total")).isZero();
  }

  private void awaitRest(URI metrics) throws Exception {
    Eventually.passes(
        () -> assertThat(scrape(metrics).sum("llm_active_requests")).isZero());
  }

  private Scrape scrape(URI metrics) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(metrics).build();
    return Scrape.of(client.send(request, BodyHandlers.ofString()).body());
  }
}
