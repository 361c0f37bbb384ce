package io.github.llmmetrics.benchmarks.peers;

import static io.github.llmmetrics.benchmarks.peers.Instruments.COMPLETION;
import static io.github.llmmetrics.benchmarks.peers.Instruments.PROMPT;

import io.github.llmmetrics.Status;
import io.github.llmmetrics.internal.NanoClock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The usual middleware: a map of the live requests, and the series looked up at each call. */
final class DirectPort implements Service {

  private final Backend backend;
  private final Instruments instruments;
  private final NanoClock clock;
  private final Map<String, Live> live = new ConcurrentHashMap<>();

  DirectPort(Backend backend, NanoClock clock) {
    this.backend = backend;
    this.instruments = new Instruments(backend);
    this.clock = clock;
  }

  private static final class Live {
    private final String model;
    private final String customer;
    private final long start;
    private long first;
    private long last;

    Live(String model, String customer, long start) {
      this.model = model;
      this.customer = customer;
      this.start = start;
    }
  }

  @Override
  public Object begin(String id, String model, String customer) {
    live.put(id, new Live(model, customer, clock.nanoTime()));
    instruments.active.add(1, model);
    return id;
  }

  private Live find(Object id) {
    return Objects.requireNonNull(live.get((String) id));
  }

  @Override
  public void firstToken(Object id) {
    Live request = find(id);
    long now = clock.nanoTime();
    request.first = now;
    request.last = now;
    instruments.ttft.observe(now - request.start, request.model);
  }

  @Override
  public void token(Object id) {
    Live request = find(id);
    long now = clock.nanoTime();
    instruments.itl.observe(now - request.last, request.model);
    request.last = now;
  }

  @Override
  public void finish(Object id, long promptTokens, long completionTokens, Status status) {
    Live request = Objects.requireNonNull(live.remove((String) id));
    long now = clock.nanoTime();
    String model = request.model;
    String customer = request.customer;
    instruments.latency.observe(now - request.start, model, status.label());
    if (status == Status.SUCCESS) {
      if (completionTokens > 1) {
        instruments.tpot.observe((now - request.first) / (completionTokens - 1), model);
      }
      instruments.outputTokens.observe(completionTokens, model);
      instruments.promptTokens.observe(promptTokens, model);
    }
    instruments.requests.add(1, model, status.label());
    instruments.tokens.add(promptTokens, model, PROMPT);
    instruments.tokens.add(completionTokens, model, COMPLETION);
    instruments.customerRequests.add(1, customer, model);
    instruments.customerTokens.add(promptTokens, customer, model, PROMPT);
    instruments.customerTokens.add(completionTokens, customer, model, COMPLETION);
    instruments.active.add(-1, model);
  }

  @Override
  public int scrape() {
    return backend.scrape();
  }
}
