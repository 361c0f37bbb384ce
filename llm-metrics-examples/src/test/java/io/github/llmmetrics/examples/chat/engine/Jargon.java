package io.github.llmmetrics.examples.chat.engine;

import java.util.List;

/** The trained model, read once, and prompts for it. */
final class Jargon {
  static final Model MODEL = Model.jargon();
  static final BpeTokenizer TOKENIZER = MODEL.tokenizer();

  private static final ChatTemplate TEMPLATE = new ChatTemplate(TOKENIZER);

  private Jargon() {}

  static List<Integer> prompt(String question) {
    return TEMPLATE.prompt(List.of(new ChatMessage(ChatMessage.Role.USER, question)));
  }

  static GenerationRequest greedy(String question, int maxTokens) {
    return GenerationRequest.greedy(prompt(question), maxTokens);
  }

  static GenerationRequest stopping(String question, String... stop) {
    return new GenerationRequest(prompt(question), 60, 0, 1, 0, List.of(stop));
  }

  static GenerationRequest sampled(String question, long seed) {
    return new GenerationRequest(prompt(question), 60, 2, 0.95, seed, List.of());
  }

  static String text(GenerationRequest request, EngineConfig config) throws InterruptedException {
    try (Engine engine = Engine.start(MODEL, config)) {
      return Answer.of(engine.submit(request)).text();
    }
  }
}
