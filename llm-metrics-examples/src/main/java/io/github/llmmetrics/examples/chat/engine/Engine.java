package io.github.llmmetrics.examples.chat.engine;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Generates text for many requests at once, on one thread. Thread-safe.
 *
 * <p>Each step computes one token for every running request and a part of the prompts that are new,
 * up to a token budget; requests join and leave between steps. Keys and values live in blocks that
 * requests with equal beginnings share. When blocks run out, the newest request goes back to the
 * queue and is computed anew later. None of this changes a text, only its timing.
 *
 * <pre>{@code
 * Model model = Model.jargon();
 * ChatTemplate template = new ChatTemplate(model.tokenizer());
 * try (Engine engine = Engine.start(model, EngineConfig.defaults())) {
 *   ChatMessage question = new ChatMessage(ChatMessage.Role.USER, "What is blue wire?");
 *   List<Integer> prompt = template.prompt(List.of(question));
 *   Generation generation = engine.submit(GenerationRequest.greedy(prompt, 100));
 *   while (generation.next() instanceof GenerationEvent.Text piece) {
 *     System.out.print(piece.text());
 *   }
 * }
 * }</pre>
 */
public final class Engine implements AutoCloseable {
  private final Model model;
  private final EngineConfig config;
  private final BlockPool pool;
  private final ReservedBlocks reserved;
  private final WaitingQueue waiting;
  private final EngineCounters counters = new EngineCounters();
  private final Thread thread;

  private Engine(Model model, EngineConfig config, EngineListener listener) {
    this.model = model;
    this.config = config;
    pool = new BlockPool(config.kvBlocks());
    reserved = new ReservedBlocks(pool);
    waiting = new WaitingQueue(config.maxQueue());
    EngineLoop loop = new EngineLoop(
        model, config, waiting, pool, reserved, counters, ListenerGuard.guard(listener));
    thread = new Thread(loop, "engine-" + model.name());
    thread.setDaemon(true);
  }

  /**
   * Starts an engine; {@link #close()} ends its thread.
   *
   * @param model the model to run
   * @param config the limits to keep
   * @return the running engine
   */
  public static Engine start(Model model, EngineConfig config) {
    return start(model, config, new EngineListener() {});
  }

  /**
   * Starts an engine that tells a listener what it does.
   *
   * @param model the model to run
   * @param config the limits to keep
   * @param listener called on the engine thread
   * @return the running engine
   */
  public static Engine start(Model model, EngineConfig config, EngineListener listener) {
    Engine engine = new Engine(model, config, listener);
    engine.thread.start();
    return engine;
  }

  /** {@return the model that this engine runs} */
  public Model model() {
    return model;
  }

  /** {@return the limits that this engine was started with} */
  public EngineConfig config() {
    return config;
  }

  /**
   * The most tokens that a prompt and its answer can have together: the model's context, or the
   * whole cache where that is smaller.
   *
   * @return a number of tokens
   */
  public int contextLength() {
    return Math.min(model.contextLength(), config.kvBlocks() * KvStore.BLOCK_TOKENS);
  }

  /**
   * Queues a request.
   *
   * @param request what to generate
   * @return the generation, from which the answer is read
   * @throws PromptTooLongException when the prompt leaves no room for an answer
   * @throws IllegalArgumentException when the prompt has a token that the model does not know
   * @throws QueueFullException when too many requests are waiting
   * @throws IllegalStateException when the engine is closed
   */
  public Generation submit(GenerationRequest request) {
    return submit(request, new GenerationListener() {});
  }

  /**
   * Queues a request and tells a listener of its fate.
   *
   * @param request what to generate
   * @param listener called on the engine thread
   * @return the generation, from which the answer is read
   * @throws PromptTooLongException when the prompt leaves no room for an answer
   * @throws IllegalArgumentException when the prompt or the opening has a token that the model does not know
   * @throws QueueFullException when too many requests are waiting
   * @throws IllegalStateException when the engine is closed
   */
  public Generation submit(GenerationRequest request, GenerationListener listener) {
    checkPrompt(request.prompt());
    checkTokens("opening", request.opening());
    Generation generation = new Generation(request.prompt().size());
    AnswerStream answer = new AnswerStream(generation, request, ListenerGuard.guard(listener));
    Sampler sampler = new Sampler(request, model.tokenizer());
    if (!waiting.offer(new Sequence(request, contextLength(), answer, sampler))) {
      throw new QueueFullException(config.maxQueue());
    }
    LockSupport.unpark(thread);
    return generation;
  }

  /**
   * Keeps cache blocks from requests, in place of those that were kept before. What requests hold is taken when they
   * give it back; what does not fit into the rest waits.
   *
   * @param blocks how many, from 0 to all
   * @throws IllegalArgumentException when the cache has fewer
   */
  public void reserve(int blocks) {
    if (blocks < 0 || blocks > config.kvBlocks()) {
      throw new IllegalArgumentException(
          "blocks is " + blocks + ", but must be from 0 to " + config.kvBlocks());
    }
    reserved.want(blocks);
    LockSupport.unpark(thread);
  }

  /**
   * What the engine is doing now. Cheap; never waits for the engine thread.
   *
   * @return the figures of this moment
   */
  public EngineSnapshot snapshot() {
    return counters.snapshot(waiting, pool);
  }

  /**
   * Ends the engine thread and waits for it. Requests that have not ended end with {@link
   * FinishReason#ABORTED}. Closing again does nothing.
   */
  @Override
  public void close() {
    waiting.close();
    LockSupport.unpark(thread);
    if (Thread.currentThread() == thread) {
      return; // a listener closes the engine: the thread ends after this step
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void checkPrompt(List<Integer> prompt) {
    if (prompt.size() >= contextLength()) {
      throw new PromptTooLongException(prompt.size(), contextLength());
    }
    checkTokens("prompt", prompt);
  }

  private void checkTokens(String what, List<Integer> tokens) {
    int vocabulary = model.tokenizer().vocabularySize();
    for (int token : tokens) {
      if (token < 0 || token >= vocabulary) {
        throw new IllegalArgumentException(what + " has the token " + token
            + ", but must have tokens from 0 to " + (vocabulary - 1));
      }
    }
  }
}
