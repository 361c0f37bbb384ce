package io.github.llmmetrics.stream;

import io.github.llmmetrics.RequestStream;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The source of a stream, whose consumer has it while it works on an element and until it asks for the next. */
final class RecordedSpliterator<T> implements Spliterator<T>, Consumer<T> {

  // Not SIZED: count() would not read it. Not SORTED: it would need the comparator.
  private static final int KEPT = ORDERED | DISTINCT | NONNULL;

  private final RequestStream<T> recording;
  private final Spliterator<? extends T> source;
  private @Nullable Consumer<? super T> action;

  RecordedSpliterator(RequestStream<T> recording, Spliterator<? extends T> source) {
    this.recording = recording;
    this.source = source;
    recording.pause();
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> consumer) {
    action = consumer;
    recording.resume();
    try {
      if (source.tryAdvance(this)) {
        return true;
      }
    } catch (Throwable t) {
      // The consumer's, too: it is what ended the stream.
      recording.fail(t);
      throw t;
    }
    recording.complete();
    return false;
  }

  @Override
  public void accept(T element) {
    recording.next(element);
    recording.pause();
    if (action != null) {
      action.accept(element);
    }
  }

  @Override
  public @Nullable Spliterator<T> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return source.estimateSize();
  }

  @Override
  public int characteristics() {
    return source.characteristics() & KEPT;
  }
}
