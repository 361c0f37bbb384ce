package io.github.llmmetrics.examples.chat.load;

import io.github.llmmetrics.examples.chat.load.Tally.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;

/**
 * What is sent when: a question at each tick, and the script's steps at each second. The ticks are the only clock here.
 * Ticks come from one thread at a time.
 */
final class Traffic {

  private final Plan plan;
  private final Requests requests;
  private final Senders senders;
  private final ChatClient client;
  private final Tally tally;
  private final Outage outage;
  private long ticks;

  Traffic(
      Plan plan,
      Requests requests,
      Senders senders,
      ChatClient client,
      Tally tally,
      Outage outage) {
    this.plan = plan;
    this.requests = requests;
    this.senders = senders;
    this.client = client;
    this.tally = tally;
    this.outage = outage;
  }

  void tick() {
    start(plan.question(), Aim.ANY);
    if (ticks % plan.questionsPerSecond() == 0) {
      plan.script().at(ticks / plan.questionsPerSecond()).forEach(this::start);
    }
    ticks++;
  }

  private void start(Step step) {
    for (int i = 0; i < step.count(); i++) {
      start(step.act(), step.aim());
    }
  }

  private void start(Act act, Aim aim) {
    ChatRequest request = requests.of(act, aim);
    if (!senders.offer(() -> send(request))) {
      tally.count(Outcome.HELD_BACK);
    }
  }

  private void send(ChatRequest request) {
    try {
      Answer answer = client.chat(request);
      outage.answered();
      tally.count(outcome(request, answer));
      rate(request, answer);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      outage.noAnswer(e);
      failed();
    } catch (IOException | RuntimeException e) {
      failed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed();
    }
  }

  private void failed() {
    tally.count(client.isClosed() ? Outcome.STOPPED : Outcome.FAILED);
  }

  private static Outcome outcome(ChatRequest request, Answer answer) {
    if (answer.isRefused()) {
      return Outcome.REFUSED;
    }
    if (request.hangsUpAfter(answer.pieces())) {
      return Outcome.HUNG_UP;
    }
    return answer.finishReason() == null ? Outcome.FAILED : Outcome.ANSWERED;
  }

  private void rate(ChatRequest request, Answer answer) throws IOException, InterruptedException {
    String id = answer.id();
    if (id == null) {
      return;
    }
    switch (request.rating()) {
      case HONEST -> client.rate(id, Feedback.score(answer), request.customer());
      case OUT_OF_RANGE -> client.rate(id, 7, request.customer());
      case NONE -> {}
    }
  }
}
