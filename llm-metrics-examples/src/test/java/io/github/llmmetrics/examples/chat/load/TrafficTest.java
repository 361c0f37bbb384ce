package io.github.llmmetrics.examples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.examples.chat.load.Tally.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Traffic that the test ticks, to a fake service over real connections. */
class TrafficTest {

  private static final int BOUND = 8;

  private final FakeService service = new FakeService();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Senders senders = new Senders(BOUND);
  private final ChatClient client = new ChatClient(http, service.uri());
  private final Tally tally = new Tally();
  private final List<String> console = new CopyOnWriteArrayList<>();

  TrafficTest() throws IOException {}

  @AfterEach
  void closeAll() {
    client.close();
    senders.close();
    service.close();
  }

  @Test
  void tick_serviceThatDoesNotAnswer_neverHasMoreThanTheBoundInFlight() {
    service.gate = new CountDownLatch(1);
    Traffic traffic = traffic(client, new Step(3, 50, Act.QUESTION, Aim.ANY));

    ticks(traffic, 20);
    Await.until("as many as may be are in flight", () -> service.requests.size() == BOUND);
    service.gate.countDown();
    Await.until("they are answered", () -> tally.of(Outcome.ANSWERED) == BOUND);

    assertThat(service.mostInFlight()).isEqualTo(BOUND);
    // 20 ticks, and the step.
    assertThat(tally.of(Outcome.HELD_BACK)).isEqualTo(20 + 50 - BOUND);
  }

  @Test
  void tick_hangUps_closeTheirConnections() throws InterruptedException {
    ticks(traffic(client, new Step(0, 3, Act.HANG_UP, Aim.ANY)), 1);

    assertThat(service.hangUps.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
    Await.until("they are counted", () -> tally.of(Outcome.HUNG_UP) == 3);
  }

  @Test
  void tick_refusedRequests_areCountedAndTheRestGoesOn() {
    Traffic traffic = traffic(
        client,
        new Step(0, 1, Act.UNKNOWN_MODEL, Aim.ANY),
        new Step(0, 1, Act.NO_MESSAGES, Aim.ANY));

    ticks(traffic, 1);

    Await.until("two are refused", () -> tally.of(Outcome.REFUSED) == 2);
    Await.until("the question is answered", () -> tally.of(Outcome.ANSWERED) == 1);
    assertThat(console).isEmpty();
  }

  @Test
  void tick_someAnswers_areRatedByTheirIdAndSegment() {
    Traffic traffic = traffic(client);

    for (int i = 0; service.ratings.size() < 5 && i < 200; i++) {
      long before = tally.of(Outcome.ANSWERED);
      ticks(traffic, 1);
      Await.until("an answer came", () -> tally.of(Outcome.ANSWERED) > before);
    }

    assertThat(service.ratings).hasSizeGreaterThanOrEqualTo(5).allSatisfy(rating -> {
      assertThat(rating.get("request_id").asText()).isIn("chatcmpl-7", "chatcmpl-8");
      assertThat(rating.get("score").asDouble()).isBetween(0.0, 1.0);
      assertThat(rating.get("segment").asText()).isIn("free", "pro");
    });
  }

  @Test
  void tick_oddScore_isGiven() {
    ticks(traffic(client, new Step(0, 1, Act.ODD_SCORE, Aim.ANY)), 1);

    Await.until(
        "the score came",
        () -> service.ratings.stream().anyMatch(rating -> rating.get("score").asDouble() == 7));
  }

  @Test
  void tick_nobodyListens_saysSoOnceAndCountsEach() {
    URI away = service.uri();
    service.close();

    ticks(traffic(new ChatClient(http, away)), 4);

    Await.until(
        "each is counted", () -> tally.of(Outcome.FAILED) + tally.of(Outcome.HELD_BACK) == 4);
    assertThat(console).singleElement().asString().contains("no answer from " + away);
  }

  @Test
  void close_answersBeingRead_endsThemAll() throws InterruptedException {
    ticks(traffic(client, new Step(0, 4, Act.LONG_ANSWER, Aim.ANY)), 1);
    Await.until("all came", () -> service.requests.size() == 5);

    client.close();
    senders.close();

    assertThat(service.hangUps.tryAcquire(4, 20, TimeUnit.SECONDS)).isTrue();
    assertThat(tally.of(Outcome.STOPPED)).isGreaterThanOrEqualTo(4);
    Await.until("no thread is left", () -> Await.threads("load-sender-") == 0);
  }

  @Test
  void close_requestWithoutAnAnswerYet_endsIt() {
    service.gate = new CountDownLatch(1);
    ticks(traffic(client), 1);
    Await.until("it came", () -> service.requests.size() == 1);

    client.close();
    senders.close();

    assertThat(tally.of(Outcome.STOPPED)).isEqualTo(1);
    Await.until("no thread is left", () -> Await.threads("load-sender-") == 0);
  }

  private Traffic traffic(ChatClient to, Step... steps) {
    Requests requests = new Requests(
        List.of("jargon", "babble"), Customer.regulars(List.of("sk-1")), new Random(7));
    Outage outage = new Outage(service.uri(), console::add);
    Plan plan = new Plan(new Script(100, List.of(steps)), Act.QUESTION, 2, BOUND);
    return new Traffic(plan, requests, senders, to, tally, outage);
  }

  private static void ticks(Traffic traffic, int count) {
    for (int i = 0; i < count; i++) {
      traffic.tick();
    }
  }
}
