package io.github.llmmetrics.examples.chat.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;

/** What the engine thread does: one step after the other, as long as there is work. */
final class EngineLoop implements Runnable {
  private static final Logger LOGGER = System.getLogger(EngineLoop.class.getName());

  private static final long PAUSE_NANOS = 1_000_000;

  private final BpeTokenizer tokenizer;
  private final WaitingQueue waiting;
  private final ReservedBlocks reserved;
  private final EngineCounters counters;
  private final EngineListener listener;
  private final Scheduler scheduler;
  private final Transformer transformer;
  private final Batch batch;
  private final int endToken;

  EngineLoop(
      Model model,
      EngineConfig config,
      WaitingQueue waiting,
      BlockPool pool,
      ReservedBlocks reserved,
      EngineCounters counters,
      EngineListener listener) {
    this.waiting = waiting;
    this.reserved = reserved;
    this.counters = counters;
    this.listener = listener;
    tokenizer = model.tokenizer();
    endToken = tokenizer.id(SpecialToken.END);
    scheduler = new Scheduler(config, waiting, pool, counters, listener);
    transformer = new Transformer(model, new KvStore(model.shape(), config.kvBlocks()), config);
    batch = new Batch(config.tokenBudget());
  }

  /** Works until the queue is closed; whatever has not ended by then is aborted. */
  @Override
  public void run() {
    while (!waiting.isClosed()) {
      reserved.follow();
      if (scheduler.isIdle()) {
        LockSupport.park(this);
      } else {
        stepSafely();
      }
    }
    finishAll(FinishReason.ABORTED);
  }

  private void stepSafely() {
    try {
      finishAborted();
      step();
    } catch (Throwable failure) {
      // A defect, or memory ran out: nobody must wait for an answer that will not come.
      LOGGER.log(Level.ERROR, "a step failed; all requests end with an error", failure);
      finishAll(FinishReason.ERROR);
    }
  }

  private void step() {
    scheduler.plan(batch);
    if (batch.size() == 0) {
      // Nothing fits beside the reserved blocks; a deadline or the end of the reservation will
      // help.
      LockSupport.parkNanos(this, PAUSE_NANOS);
      return;
    }
    float[][] logits = transformer.forward(batch);
    scheduler.computed(batch);
    for (int i = 0; i < batch.samples().size(); i++) {
      Sequence sequence = batch.samples().get(i).sequence();
      accept(sequence, sequence.sampler().choose(logits[i]));
    }
    listener.step(batch.sequences().size());
  }

  private void accept(Sequence sequence, int token) {
    if (token == endToken) {
      finish(sequence, FinishReason.STOP);
      return;
    }
    counters.generated();
    sequence.append(token);
    sequence.answer().token(tokenizer.bytes(token));
    if (sequence.answer().stopped()) {
      finish(sequence, FinishReason.STOP);
    } else if (sequence.isFull()) {
      finish(sequence, FinishReason.LENGTH);
    }
  }

  private void finishAborted() {
    for (Sequence sequence : scheduler.sequences()) {
      if (sequence.answer().generation().isAborted()) {
        finish(sequence, FinishReason.ABORTED);
      }
    }
  }

  private void finishAll(FinishReason reason) {
    scheduler.sequences().forEach(sequence -> finish(sequence, reason));
  }

  /** Blocks are free and figures are current before anybody hears of the end. */
  private void finish(Sequence sequence, FinishReason reason) {
    scheduler.remove(sequence);
    sequence.answer().end(reason);
  }
}
