package io.github.llmmetrics.examples.chat.engine;

/**
 * The writing end of a {@link Generation}: turns tokens into text and tells the reader and the
 * listener. Engine thread only.
 */
final class AnswerStream {
  private final Generation generation;
  private final GenerationListener listener;
  private final Utf8Stream utf8 = new Utf8Stream();
  private final StopFilter stops;
  private int tokensHeld;

  AnswerStream(Generation generation, GenerationRequest request, GenerationListener listener) {
    this.generation = generation;
    this.listener = listener;
    stops = new StopFilter(request.stop());
  }

  Generation generation() {
    return generation;
  }

  void scheduled(int cachedPromptTokens) {
    generation.cached(cachedPromptTokens);
    listener.scheduled();
  }

  void preempted() {
    generation.preempted();
  }

  /** Adds a token of the answer, given by its bytes. */
  void token(byte[] bytes) {
    generation.generated();
    listener.token();
    tokensHeld++;
    String text = stops.append(utf8.append(bytes));
    if (!text.isEmpty()) {
      emit(text);
    }
  }

  /** Whether a stop string has come. */
  boolean stopped() {
    return stops.stopped();
  }

  /**
   * Ends the answer. The listener hears of it before the reader, so that whoever has read the end
   * finds everything recorded.
   */
  void end(FinishReason reason) {
    String rest = stops.finish();
    if (tokensHeld > 0 || !rest.isEmpty()) {
      emit(rest);
    }
    listener.finished(reason);
    generation.emit(new GenerationEvent.End(reason));
  }

  private void emit(String text) {
    generation.emit(new GenerationEvent.Text(text, tokensHeld));
    tokensHeld = 0;
  }
}
