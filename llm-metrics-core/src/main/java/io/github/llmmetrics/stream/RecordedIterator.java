package io.github.llmmetrics.stream;

import io.github.llmmetrics.RequestStream;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** An iterator whose consumer has the stream between one element and its call for the next. */
final class RecordedIterator<T> implements Iterator<T> {

  private final RequestStream<T> recording;
  private final Iterator<? extends T> source;

  RecordedIterator(RequestStream<T> recording, Iterator<? extends T> source) {
    this.recording = recording;
    this.source = source;
    recording.pause();
  }

  @Override
  public boolean hasNext() {
    recording.resume();
    boolean more;
    try {
      more = source.hasNext();
    } catch (Throwable t) {
      recording.fail(t);
      throw t;
    }
    if (!more) {
      recording.complete();
    }
    return more;
  }

  @Override
  public T next() {
    recording.resume();
    T element;
    try {
      element = source.next();
    } catch (NoSuchElementException e) {
      // How a loop without hasNext() learns of the end.
      recording.complete();
      throw e;
    } catch (Throwable t) {
      recording.fail(t);
      throw t;
    }
    recording.next(element);
    recording.pause();
    return element;
  }

  @Override
  public void remove() {
    source.remove();
  }
}
