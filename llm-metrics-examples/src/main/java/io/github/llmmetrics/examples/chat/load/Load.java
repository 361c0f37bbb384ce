package io.github.llmmetrics.examples.chat.load;

import io.github.llmmetrics.examples.chat.load.Tally.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Load on a chat service, and a report of what its metrics make of it: a few customers do what the {@link Plan} says. It
 * runs in daemon threads until it is closed, has a bounded number of requests in flight, and talks to this machine only.
 * Thread-safe.
 */
public final class Load implements AutoCloseable {

  /** More than a batch of 16 and a queue of 32, or the queue could never be full. */
  static final int MOST_IN_FLIGHT = 64;

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int SEED = 42;

  private final Consumer<String> console;
  private final Tally tally = new Tally();
  private final Senders senders;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(2, Senders.daemons("load-timer-"));
  private final ChatClient client;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Load(
      URI service,
      URI metrics,
      List<String> models,
      List<String> apiKeys,
      Plan plan,
      Consumer<String> console) {
    HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .proxy(HttpClient.Builder.NO_PROXY)
        .connectTimeout(Duration.ofSeconds(2))
        .build();
    Outage outage = new Outage(service, console);
    Requests requests = new Requests(models, Customer.regulars(apiKeys), new Random(SEED));
    this.console = console;
    senders = new Senders(plan.mostInFlight());
    client = new ChatClient(http, service);
    Traffic traffic = new Traffic(plan, requests, senders, client, tally, outage);
    ConsoleReport report =
        new ConsoleReport(http, metrics, Clock.system(ZoneId.systemDefault()), console, outage);
    every(Duration.ofSeconds(1).dividedBy(plan.questionsPerSecond()), traffic::tick);
    every(Duration.ofSeconds(5), report::print);
  }

  /**
   * Starts the load.
   *
   * @param service the service's root, on this machine
   * @param metrics the address that Prometheus would scrape, on this machine
   * @param models the service's models, from the fastest to the slowest; at least one
   * @param plan what is sent
   * @throws IllegalArgumentException if an address is not on this machine, or there is no model
   */
  public static Load start(URI service, URI metrics, List<String> models, Plan plan) {
    return start(service, metrics, models, List.of(), plan, System.out::println);
  }

  static Load start(
      URI service,
      URI metrics,
      List<String> models,
      List<String> apiKeys,
      Plan plan,
      Consumer<String> console) {
    requireLoopback("service", service);
    requireLoopback("metrics", metrics);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("models: [] must name at least one");
    }
    return new Load(service, metrics, models, apiKeys, plan, console);
  }

  /** Stops everything, answers that are being read included, and prints how the requests ended. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Senders.stop(timer);
    client.close();
    senders.close();
    console.accept("load: " + tally);
  }

  private void every(Duration period, Runnable work) {
    Runnable guarded = () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        // A timer forgets work that throws; the load goes on.
        tally.count(Outcome.FAILED);
      }
    };
    var unused = timer.scheduleAtFixedRate(guarded, 0, period.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void requireLoopback(String what, URI address) {
    if (address.getHost() == null || !LOOPBACK.contains(address.getHost())) {
      throw new IllegalArgumentException(
          what + ": " + address + " must be an address of this machine, one of " + LOOPBACK);
    }
  }
}
