package io.github.llmmetrics.examples.chat.engine;

import java.util.List;

/** A whole answer, as a reader of a generation sees it. */
record Answer(String text, int tokens, FinishReason reason) {

  static Answer of(Generation generation) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    int tokens = 0;
    GenerationEvent event = generation.next();
    while (event instanceof GenerationEvent.Text piece) {
      text.append(piece.text());
      tokens += piece.tokens();
      event = generation.next();
    }
    return new Answer(text.toString(), tokens, ((GenerationEvent.End) event).reason());
  }

  static List<Answer> ofAll(List<Generation> generations) throws InterruptedException {
    Answer[] answers = new Answer[generations.size()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = of(generations.get(i));
    }
    return List.of(answers);
  }
}
