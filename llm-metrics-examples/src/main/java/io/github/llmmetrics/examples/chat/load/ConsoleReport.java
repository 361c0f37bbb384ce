package io.github.llmmetrics.examples.chat.load;

import io.github.llmmetrics.examples.chat.load.Window.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A line on the console about what the metrics say happened since the last one. Not thread-safe. */
final class ConsoleReport {

  private static final int LINES_PER_HEADER = 20;

  private final HttpClient http;
  private final HttpRequest scrape;
  private final Clock clock;
  private final Consumer<String> console;
  private final Outage service;
  private final Outage metrics;
  private @Nullable Scrape last;
  private int lines;

  /** A report that is silent about missing metrics for as long as the whole service is known to be away. */
  ConsoleReport(
      HttpClient http, URI metrics, Clock clock, Consumer<String> console, Outage service) {
    this.http = http;
    this.scrape = HttpRequest.newBuilder(metrics)
        .header("Accept", "text/plain;version=0.0.4")
        .timeout(Duration.ofSeconds(4))
        .build();
    this.clock = clock;
    this.console = console;
    this.service = service;
    this.metrics = new Outage(metrics, console);
  }

  /** Scrapes, and prints what changed since the last time; the first time there is nothing to compare with. */
  void print() {
    try {
      HttpResponse<String> response = http.send(scrape, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      Scrape now = new Scrape(clock.instant(), TextFormat.parse(response.body()));
      metrics.answered();
      if (last != null) {
        print(new Window(last, now));
      }
      last = now;
    } catch (IOException | IllegalArgumentException e) {
      if (!service.isOn()) {
        metrics.noAnswer(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(Window window) {
    if (lines++ % LINES_PER_HEADER == 0) {
      console.accept(ReportLine.header());
    }
    console.accept(
        ReportLine.of(window, LocalTime.ofInstant(window.after().at(), clock.getZone())));
  }
}
