package io.github.llmmetrics;

import io.github.llmmetrics.CustomerInstruments.CustomerCells;
import io.github.llmmetrics.cost.Price;
import io.github.llmmetrics.internal.Guard;
import io.github.llmmetrics.internal.NanoClock;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all requests of one {@link LlmMetrics} share: the clock, the instruments, and how a request begins. */
final class Recorder {

  final NanoClock clock;
  final SelfInstruments self;
  final QualityInstruments quality;
  final LiveRequests live;
  private final RequestInstruments instruments;
  private final Guard guard;
  private final ErrorClassifier classifier;
  private volatile boolean closed;

  Recorder(
      NanoClock clock,
      SelfInstruments self,
      RequestInstruments instruments,
      QualityInstruments quality,
      LiveRequests live,
      Guard guard,
      ErrorClassifier classifier) {
    this.clock = clock;
    this.self = self;
    this.instruments = instruments;
    this.quality = quality;
    this.live = live;
    this.guard = guard;
    this.classifier = classifier;
  }

  /** Begins a request; one that begins after the library was closed has ended. */
  RequestMetrics begin(@Nullable String id, @Nullable String model, @Nullable String customerId) {
    ModelCells cells = model == null ? null : instruments.known(model);
    // A name that is a label's value is clean and admitted: one look-up, and nothing else, for
    // nearly all requests.
    String name = cells == null ? instruments.repair(model) : cells.label;
    if (cells == null) {
      cells = instruments.model(name);
    }
    CostInstruments cost = instruments.cost;
    Price price = cost == null ? null : cost.priceNow(model);
    RequestFacts facts = new RequestFacts(id, name, customerId, price, exemplar());
    if (closed) {
      self.dropped(DropReason.CLOSED);
      RequestMetrics unrecorded = new RequestMetrics(this, facts, cells, null);
      unrecorded.state().neverBegan();
      return unrecorded;
    }
    CustomerInstruments customers = instruments.customers;
    CustomerCells customer =
        customers == null || customerId == null ? null : customers.begin(customerId, cells.label);
    cells.ledger.started();
    RequestMetrics request = new RequestMetrics(this, facts, cells, customer);
    live.add(request.state());
    return request;
  }

  private @Nullable Labels exemplar() {
    return guard
        .call("span_context", SpanExemplar::current, Optional.<Labels>empty())
        .orElse(null);
  }

  Failure classify(@Nullable Throwable cause) {
    if (cause == null) {
      return missingFailure();
    }
    // A throwable is host code too: getCause() can throw.
    return guarded(() -> classifier.classify(cause))
        .or(() -> guarded(() -> ErrorClassifier.standard().classify(cause)))
        .orElse(Failure.error(ErrorType.INTERNAL));
  }

  /** What is read of an element by a reader that threw. */
  Chunk unreadable(Throwable thrown) {
    guard.failed("chunk_reader", "threw", thrown);
    return Chunk.NONE;
  }

  Usage estimate(UsageEstimator estimator, long tokens) {
    return guard.call(
        "usage_estimator", () -> RequestMetrics.orNone(estimator.estimate(tokens)), Usage.NONE);
  }

  Failure missingFailure() {
    self.dropped(DropReason.NULL_ARGUMENT);
    return Failure.error(ErrorType.UNKNOWN);
  }

  Failure classifyHttp(int httpStatus) {
    return guarded(() -> classifier.classifyHttp(httpStatus))
        .orElseGet(() -> HttpFailures.classify(httpStatus));
  }

  /** Empty, and counted, if the classifier throws or returns null. */
  private Optional<Failure> guarded(Supplier<Failure> classification) {
    return guard.call(
        "error_classifier", () -> Optional.of(classification.get()), Optional.empty());
  }

  /** Nothing that begins from now on is recorded. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
