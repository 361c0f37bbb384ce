package io.github.llmmetrics.stream;

import io.github.llmmetrics.RequestStream;
import java.util.function.Consumer;

/**
 * What an engine calls for each element, at an error and at the end, recorded and passed on: as method references to
 * whatever type its callbacks have.
 *
 * <pre>{@code
 * StreamCallbacks<Delta> callbacks = streams.callbacks(request, client::write, client::fail, client::close);
 * engine.generate(prompt, callbacks::onNext, callbacks::onError, callbacks::onComplete);
 * }</pre>
 *
 * <p>The consumer has the stream while it works on an element.
 *
 * @param <T> the type of the elements
 */
public final class StreamCallbacks<T> {

  private final RequestStream<T> recording;
  private final Consumer<? super T> onNext;
  private final Consumer<? super Throwable> onError;
  private final Runnable onComplete;

  StreamCallbacks(
      RequestStream<T> recording,
      Consumer<? super T> onNext,
      Consumer<? super Throwable> onError,
      Runnable onComplete) {
    this.recording = recording;
    this.onNext = onNext;
    this.onError = onError;
    this.onComplete = onComplete;
  }

  /**
   * Records an element and passes it on.
   *
   * @param element what came
   */
  public void onNext(T element) {
    recording.resume();
    recording.next(element);
    recording.pause();
    try {
      onNext.accept(element);
    } catch (Throwable t) {
      recording.fail(t);
      throw t;
    }
    recording.resume();
  }

  /**
   * Fails the request and passes the cause on.
   *
   * @param cause what went wrong
   */
  public void onError(Throwable cause) {
    recording.fail(cause);
    onError.accept(cause);
  }

  /** Ends the request and passes the end on. */
  public void onComplete() {
    recording.complete();
    onComplete.run();
  }

  /** Ends the request as cancelled: to be called where the host tells the engine to stop. */
  public void onCancel() {
    recording.cancel();
  }
}
