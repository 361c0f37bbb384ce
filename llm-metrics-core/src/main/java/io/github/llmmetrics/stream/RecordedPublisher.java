package io.github.llmmetrics.stream;

import io.github.llmmetrics.RequestStream;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A publisher whose first subscription is recorded: a request has one answer. */
final class RecordedPublisher<T> implements Flow.Publisher<T> {

  private final AtomicReference<@Nullable RequestStream<T>> recording;
  private final Flow.Publisher<? extends T> source;

  RecordedPublisher(RequestStream<T> recording, Flow.Publisher<? extends T> source) {
    this.recording = new AtomicReference<>(recording);
    this.source = source;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    RequestStream<T> first = recording.getAndSet(null);
    source.subscribe(first == null ? subscriber : new RecordedSubscriber<T>(first, subscriber));
  }
}
