package io.github.llmmetrics.examples.chat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Scrapes again and again as a Prometheus does, and keeps what was wrong: no answer within Prometheus' own time-out, another
 * status than 200, or a ledger that does not add up.
 */
public final class Scraper implements AutoCloseable {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;
  private final AtomicInteger scrapes = new AtomicInteger();
  private volatile Duration longest = Duration.ZERO;

  private Scraper(URI metrics) {
    request = HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(10)).build();
  }

  /** Begins. */
  public static Scraper start(URI metrics, Duration interval) {
    Scraper scraper = new Scraper(metrics);
    var unused = scraper.timer.scheduleAtFixedRate(
        scraper::scrape, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    return scraper;
  }

  private void scrape() {
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        failures.add("status " + answer.statusCode());
      }
      check(Scrape.of(answer.body()));
    } catch (IOException e) {
      failures.add(e.toString());
    } catch (InterruptedException e) {
      // It was closed while it waited.
      Thread.currentThread().interrupt();
      return;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    longest = took.compareTo(longest) > 0 ? took : longest;
    scrapes.incrementAndGet();
  }

  private void check(Scrape scrape) {
    double started = scrape.sum("llm_requests_started_total");
    double ended = scrape.sum("llm_requests_total");
    double active = scrape.sum("llm_active_requests");
    if (started != ended + active) {
      failures.add("started " + started + ", ended " + ended + ", active " + active);
    }
  }

  /** What went wrong. */
  public List<String> failures() {
    return failures;
  }

  /** How many were answered, well or badly. */
  public int scrapes() {
    return scrapes.get();
  }

  /** The slowest. */
  public Duration longest() {
    return longest;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
