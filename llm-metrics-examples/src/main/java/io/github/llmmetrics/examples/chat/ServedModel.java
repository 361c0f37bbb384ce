package io.github.llmmetrics.examples.chat;

import io.github.llmmetrics.examples.chat.engine.ChatTemplate;
import io.github.llmmetrics.examples.chat.engine.Engine;
import io.github.llmmetrics.examples.chat.engine.EngineConfig;
import io.github.llmmetrics.examples.chat.engine.EngineListener;
import io.github.llmmetrics.examples.chat.engine.EngineSnapshot;
import io.github.llmmetrics.examples.chat.engine.Generation;
import io.github.llmmetrics.examples.chat.engine.GenerationListener;
import io.github.llmmetrics.examples.chat.engine.GenerationRequest;
import io.github.llmmetrics.examples.chat.engine.Model;
import io.github.llmmetrics.examples.chat.fault.ModelFaults;
import java.util.List;

/** A model under the name that clients ask for, with an engine of its own. */
final class ServedModel implements AutoCloseable {

  /**
   * A model that is to be served.
   *
   * @param name what clients, metrics and the price table call it
   * @param weights the model
   * @param limits of its engine
   */
  record Spec(String name, Model weights, EngineConfig limits) {

    /**
     * The two models of this service: one that was trained, and a slower one that was not. Forty requests at once fill
     * either's batch and queue, and long answers make them compete for the cache.
     */
    static List<Spec> all() {
      Model jargon = Model.jargon();
      Model babble = Model.random(jargon.tokenizer(), "babble", 320, 6, 512, 1);
      return List.of(
          new Spec("jargon", jargon, new EngineConfig(16, 64, 96, 20, true)),
          new Spec("babble", babble, new EngineConfig(8, 64, 64, 24, true)));
    }

    /**
     * Two models for a fire drill, the trained one twice: both healthy until a fault strikes one of them, with room for
     * a flood in their queues, and so much cache that a twentieth of it still takes the longest request.
     */
    static List<Spec> forFireDrill() {
      Model jargon = Model.jargon();
      EngineConfig limits = new EngineConfig(48, 96, 1024, 256, true);
      return List.of(new Spec("jargon", jargon, limits), new Spec("lexicon", jargon, limits));
    }
  }

  private final String name;
  private final Engine engine;
  private final ModelFaults faults;
  private final ChatTemplate template;

  private ServedModel(String name, Engine engine, ModelFaults faults) {
    this.name = name;
    this.engine = engine;
    this.faults = faults;
    this.template = new ChatTemplate(engine.model().tokenizer());
  }

  /** Starts a model's engine, with the faults that may strike on the way to it and in it. */
  static ServedModel start(Spec spec, EngineListener listener, ModelFaults faults) {
    Engine engine = Engine.start(spec.weights(), spec.limits(), faults.steps(listener));
    faults.cache(engine);
    return new ServedModel(spec.name(), engine, faults);
  }

  String name() {
    return name;
  }

  Engine engine() {
    return engine;
  }

  ModelFaults faults() {
    return faults;
  }

  /** Queues a request at the engine. */
  Generation submit(GenerationRequest work, GenerationListener listener) {
    return faults.submit(engine, work, listener);
  }

  /** What the engine is doing now. */
  EngineSnapshot snapshot() {
    return faults.snapshot(engine);
  }

  /**
   * Turns a request into the engine's work, and refuses what the engine would refuse: a client's mistake is found
   * before the request counts as one.
   */
  GenerationRequest prepare(ChatRequest request) {
    try {
      List<Integer> prompt = template.prompt(request.messages());
      if (prompt.size() >= engine.contextLength()) {
        throw promptTooLong(prompt.size());
      }
      return request.generation(prompt);
    } catch (IllegalArgumentException e) {
      throw ApiException.badValue(e.getMessage());
    }
  }

  private ApiException promptTooLong(int promptTokens) {
    return ApiException.invalid(
        400,
        "context_length_exceeded",
        "the prompt has " + promptTokens
            + " tokens, but must have fewer than the context length of " + engine.contextLength());
  }

  /** How many tokens a text has for this model. */
  int countTokens(String text) {
    return engine.model().tokenizer().encode(text).size();
  }

  @Override
  public void close() {
    engine.close();
  }
}
