package io.github.llmmetrics.examples.chat.engine;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A submitted request, from which the answer is read while it is generated. Thread-safe; the engine
 * never waits for the reader.
 */
public final class Generation {
  private final int promptTokens;
  private final BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
  private final AtomicInteger completionTokens = new AtomicInteger();
  private final AtomicInteger preemptions = new AtomicInteger();
  private volatile int cachedPromptTokens;
  private volatile boolean aborted;

  Generation(int promptTokens) {
    this.promptTokens = promptTokens;
  }

  /**
   * Waits for the next event. After the end it gives the end again, without waiting.
   *
   * @return a piece of text or the end
   * @throws InterruptedException when the calling thread is interrupted; the generation goes on
   */
  public GenerationEvent next() throws InterruptedException {
    GenerationEvent event = events.take();
    if (event instanceof GenerationEvent.End) {
      events.add(event);
    }
    return event;
  }

  /**
   * Asks the engine to stop working on this request. It ends with {@link FinishReason#ABORTED}
   * within a step, unless it has ended already.
   */
  public void abort() {
    aborted = true;
  }

  /** {@return the number of tokens in the prompt} */
  public int promptTokens() {
    return promptTokens;
  }

  /** {@return the number of tokens generated so far, not counting the one that ends an answer} */
  public int completionTokens() {
    return completionTokens.get();
  }

  /** {@return the prompt tokens that the prefix cache had when the request was first scheduled} */
  public int cachedPromptTokens() {
    return cachedPromptTokens;
  }

  /** {@return how often the request lost its place to an older one and was computed anew} */
  public int preemptions() {
    return preemptions.get();
  }

  boolean isAborted() {
    return aborted;
  }

  void emit(GenerationEvent event) {
    events.add(event);
  }

  void generated() {
    completionTokens.incrementAndGet();
  }

  void preempted() {
    preemptions.incrementAndGet();
  }

  void cached(int tokens) {
    cachedPromptTokens = tokens;
  }
}
