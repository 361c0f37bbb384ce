package io.github.llmmetrics.stream;

import io.github.llmmetrics.RequestStream;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Between a publisher and its subscriber, as each of them to the other. The subscriber has the stream while it works on an
 * element, and while it has asked for none.
 */
final class RecordedSubscriber<T> implements Flow.Subscriber<T>, Flow.Subscription {

  private final RequestStream<T> recording;
  private final Flow.Subscriber<? super T> subscriber;

  // An element is taken off after the subscriber is done with it, so that of the two that may end a
  // hold, that moment and a
  // call of request(), one always sees the other.
  private final AtomicLong demand = new AtomicLong();
  private volatile Flow.@Nullable Subscription upstream;

  RecordedSubscriber(RequestStream<T> recording, Flow.Subscriber<? super T> subscriber) {
    this.recording = recording;
    this.subscriber = subscriber;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    Objects.requireNonNull(subscription, "subscription");
    if (upstream != null) {
      subscription.cancel();
      return;
    }
    upstream = subscription;
    recording.pause();
    subscriber.onSubscribe(this);
  }

  @Override
  public void onNext(T element) {
    recording.resume();
    recording.next(element);
    recording.pause();
    try {
      subscriber.onNext(element);
    } catch (Throwable t) {
      recording.fail(t);
      throw t;
    }
    if (demand.updateAndGet(RecordedSubscriber::less) > 0) {
      recording.resume();
    }
  }

  @Override
  public void onError(Throwable cause) {
    recording.fail(cause);
    subscriber.onError(cause);
  }

  @Override
  public void onComplete() {
    recording.complete();
    subscriber.onComplete();
  }

  @Override
  public void request(long n) {
    if (n > 0 && demand.getAndAccumulate(n, RecordedSubscriber::more) == 0) {
      recording.resume();
    }
    Flow.Subscription source = upstream;
    if (source != null) {
      source.request(n);
    }
  }

  @Override
  public void cancel() {
    recording.cancel();
    Flow.Subscription source = upstream;
    if (source != null) {
      source.cancel();
    }
  }

  /** Demand without end stays so. */
  private static long less(long demand) {
    return demand == Long.MAX_VALUE || demand == 0 ? demand : demand - 1;
  }

  private static long more(long demand, long n) {
    long sum = demand + n;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
