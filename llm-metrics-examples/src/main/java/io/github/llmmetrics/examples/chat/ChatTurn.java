package io.github.llmmetrics.examples.chat;

import io.github.llmmetrics.examples.chat.Deadlines.Deadline;
import io.github.llmmetrics.examples.chat.engine.FinishReason;
import io.github.llmmetrics.examples.chat.engine.Generation;
import io.github.llmmetrics.examples.chat.engine.GenerationEvent;
import io.github.llmmetrics.examples.chat.engine.GenerationEvent.End;
import io.github.llmmetrics.examples.chat.engine.GenerationEvent.Text;
import io.github.llmmetrics.examples.chat.engine.GenerationRequest;
import io.github.llmmetrics.examples.chat.engine.QueueFullException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** One request that counts, from the engine's queue to whichever end it takes. Used once, by one thread. */
final class ChatTurn {

  private static final System.Logger LOGGER = System.getLogger(ChatTurn.class.getName());
  private static final String REFUSAL = "I'm sorry, but I can't help with that.";

  private final ServedModel model;
  private final Deadlines deadlines;
  private final AnswerQuality quality;
  private final RequestRecorder recorder;
  private final ChatAnswer answer;
  private final StringBuilder text = new StringBuilder();

  ChatTurn(
      ServedModel model,
      Deadlines deadlines,
      AnswerQuality quality,
      RequestRecorder recorder,
      ChatAnswer answer) {
    this.model = model;
    this.deadlines = deadlines;
    this.quality = quality;
    this.recorder = recorder;
    this.answer = answer;
  }

  /** Refuses, or generates; an {@link IOException} says that the client is gone. */
  void run(String question, GenerationRequest work, double timeoutSeconds) throws IOException {
    try {
      Set<Violation> violations = PolicyFilter.inspect(question);
      violations.forEach(recorder::safetyTriggered);
      if (violations.isEmpty()) {
        generate(work, timeoutSeconds);
      } else {
        refuse(violations.iterator().next(), work.prompt().size());
      }
    } catch (ApiException e) {
      answer.fail(e);
    } catch (QueueFullException e) {
      recorder.rejected();
      answer.fail(ApiException.queueFull());
    } catch (IOException e) {
      recorder.clientGone();
      throw e;
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.ERROR, "a request failed", e);
      recorder.failed(e);
      answer.fail(ApiException.internal());
    }
  }

  private void refuse(Violation violation, int promptTokens) throws IOException {
    TokenCounts tokens = new TokenCounts(promptTokens, model.countTokens(REFUSAL), 0);
    recorder.refused(violation, tokens);
    answer.piece(REFUSAL);
    answer.end("content_filter", tokens);
    recorder.answered("content_filter");
  }

  private void generate(GenerationRequest work, double timeoutSeconds) throws IOException {
    Generation generation = model.submit(work, recorder);
    FinishReason reason;
    boolean deadlinePassed;
    try (Deadline deadline = deadlines.start(timeoutSeconds, generation::abort)) {
      reason = relay(generation);
      deadlinePassed = deadline.passed();
    } catch (IOException | RuntimeException e) {
      abort(generation);
      throw e;
    }
    recorder.worked(generation);
    switch (reason) {
      case STOP, LENGTH -> complete(generation, reason.name().toLowerCase(Locale.ROOT));
      case ABORTED, ERROR -> throw giveUp(deadlinePassed, timeoutSeconds);
    }
  }

  private FinishReason relay(Generation generation) throws IOException {
    GenerationEvent event = next(generation);
    while (event instanceof Text piece) {
      text.append(piece.text());
      answer.piece(piece.text());
      event = next(generation);
    }
    return ((End) event).reason();
  }

  /** What the answer says is watched, not withheld: in a stream it is with the client already. */
  private void complete(Generation generation, String reason) throws IOException {
    PolicyFilter.inspect(text.toString()).forEach(recorder::safetyTriggered);
    answer.end(reason, TokenCounts.of(generation));
    recorder.answered(reason);
    quality.sample(model.name(), text.toString(), reason);
  }

  /** Counted before the client is told: whether it still listens changes nothing. */
  private ApiException giveUp(boolean deadlinePassed, double timeoutSeconds) {
    if (deadlinePassed) {
      recorder.timedOut();
      return ApiException.deadline(timeoutSeconds);
    }
    recorder.engineFailed();
    return ApiException.internal();
  }

  /** Waits until the engine has let go, so that no token comes after the request's end. */
  private void abort(Generation generation) {
    generation.abort();
    while (!(next(generation) instanceof End)) {}
    recorder.worked(generation);
  }

  /** Nobody interrupts a request's thread but a service that is being killed. */
  private static GenerationEvent next(Generation generation) {
    try {
      return generation.next();
    } catch (InterruptedException e) {
      generation.abort();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a request was answered", e);
    }
  }
}
