package io.github.llmmetrics.stream;

import io.github.llmmetrics.RequestStream;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An iterable whose first iteration is recorded: a request has one answer. */
final class RecordedIterable<T> implements Iterable<T> {

  private final AtomicReference<@Nullable RequestStream<T>> recording;
  private final Iterable<? extends T> source;

  RecordedIterable(RequestStream<T> recording, Iterable<? extends T> source) {
    this.recording = new AtomicReference<>(recording);
    this.source = source;
  }

  @Override
  @SuppressWarnings("unchecked") // An iterator only hands out: one of a subtype is one of T.
  public Iterator<T> iterator() {
    RequestStream<T> first = recording.getAndSet(null);
    if (first == null) {
      return (Iterator<T>) source.iterator();
    }
    Iterator<? extends T> elements;
    try {
      elements = source.iterator();
    } catch (Throwable t) {
      first.fail(t);
      throw t;
    }
    return new RecordedIterator<>(first, elements);
  }
}
