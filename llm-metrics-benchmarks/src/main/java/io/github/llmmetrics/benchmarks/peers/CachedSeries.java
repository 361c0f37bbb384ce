package io.github.llmmetrics.benchmarks.peers;

import static io.github.llmmetrics.benchmarks.peers.Instruments.COMPLETION;
import static io.github.llmmetrics.benchmarks.peers.Instruments.PROMPT;

import io.github.llmmetrics.Status;
import io.github.llmmetrics.benchmarks.peers.Backend.Adder;
import io.github.llmmetrics.benchmarks.peers.Backend.Observer;
import io.github.llmmetrics.internal.NanoClock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The best use of another library: a handle for each request, and series that are looked up once. */
final class CachedSeries implements Service {

  private final Backend backend;
  private final Instruments instruments;
  private final NanoClock clock;
  private final Map<String, Model> models = new ConcurrentHashMap<>();

  CachedSeries(Backend backend, NanoClock clock) {
    this.backend = backend;
    this.instruments = new Instruments(backend);
    this.clock = clock;
  }

  private static final class Model {
    private final Observer ttft;
    private final Observer itl;
    private final Observer tpot;
    private final Observer outputTokens;
    private final Observer promptTokens;
    private final Adder active;
    private final Adder prompt;
    private final Adder completion;
    private final Map<Status, End> ends = new EnumMap<>(Status.class);
    private final Map<String, Customer> customers = new ConcurrentHashMap<>();

    Model(Instruments of, String model) {
      ttft = of.ttft.series(model);
      itl = of.itl.series(model);
      tpot = of.tpot.series(model);
      outputTokens = of.outputTokens.series(model);
      promptTokens = of.promptTokens.series(model);
      active = of.active.series(model);
      prompt = of.tokens.series(model, PROMPT);
      completion = of.tokens.series(model, COMPLETION);
      for (Status status : Status.values()) {
        ends.put(
            status,
            new End(
                of.latency.series(model, status.label()),
                of.requests.series(model, status.label())));
      }
    }
  }

  private record End(Observer latency, Adder requests) {}

  private record Customer(Adder requests, Adder prompt, Adder completion) {}

  private static final class Live {
    private final Model model;
    private final Customer customer;
    private final long start;
    private long first;
    private long last;

    Live(Model model, Customer customer, long start) {
      this.model = model;
      this.customer = customer;
      this.start = start;
    }
  }

  @Override
  public Object begin(String id, String name, String customerId) {
    Model model = models.get(name);
    if (model == null) {
      model = models.computeIfAbsent(name, key -> new Model(instruments, key));
    }
    Customer customer = model.customers.get(customerId);
    if (customer == null) {
      customer = model.customers.computeIfAbsent(
          customerId,
          key -> new Customer(
              instruments.customerRequests.series(key, name),
              instruments.customerTokens.series(key, name, PROMPT),
              instruments.customerTokens.series(key, name, COMPLETION)));
    }
    model.active.add(1);
    return new Live(model, customer, clock.nanoTime());
  }

  @Override
  public void firstToken(Object handle) {
    Live request = (Live) handle;
    long now = clock.nanoTime();
    request.first = now;
    request.last = now;
    request.model.ttft.observe(now - request.start);
  }

  @Override
  public void token(Object handle) {
    Live request = (Live) handle;
    long now = clock.nanoTime();
    request.model.itl.observe(now - request.last);
    request.last = now;
  }

  @Override
  public void finish(Object handle, long promptTokens, long completionTokens, Status status) {
    Live request = (Live) handle;
    long now = clock.nanoTime();
    Model model = request.model;
    End end = Objects.requireNonNull(model.ends.get(status));
    end.latency.observe(now - request.start);
    if (status == Status.SUCCESS) {
      if (completionTokens > 1) {
        model.tpot.observe((now - request.first) / (completionTokens - 1));
      }
      model.outputTokens.observe(completionTokens);
      model.promptTokens.observe(promptTokens);
    }
    end.requests.add(1);
    model.prompt.add(promptTokens);
    model.completion.add(completionTokens);
    request.customer.requests.add(1);
    request.customer.prompt.add(promptTokens);
    request.customer.completion.add(completionTokens);
    model.active.add(-1);
  }

  @Override
  public int scrape() {
    return backend.scrape();
  }
}
