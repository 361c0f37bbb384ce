package io.github.llmmetrics.benchmarks;

import io.github.llmmetrics.benchmarks.peers.Peer;
import io.github.llmmetrics.benchmarks.peers.Service;
import io.github.llmmetrics.benchmarks.peers.Traffic;
import io.github.llmmetrics.benchmarks.peers.Traffic.ShiftedClock;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Eight scrapers against sixty-four threads that do nothing but record, which a service's never do. It tells what a
 * scrape costs when whom it waits for may be without a processor; its wall time is that of a starving thread.
 */
public final class ScrapeStorm {

  private static final int RECORDERS = 64;
  private static final int SCRAPERS = 8;
  private static final int TOKENS = 128;
  private static final long PAUSE_MILLIS = 20;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Service service;
  private final ShiftedClock clock;
  private volatile boolean over;

  private ScrapeStorm(Service service, ShiftedClock clock) {
    this.service = service;
    this.clock = clock;
  }

  /**
   * Prints the table.
   *
   * @param args seconds for each peer; default 60
   * @throws Exception if this library's ledger does not hold, or a thread is interrupted
   */
  public static void main(String[] args) throws Exception {
    print(System.out, args.length == 0 ? 60 : Integer.parseInt(args[0]));
  }

  static void print(PrintStream out, int seconds) throws Exception {
    out.printf(
        "%n%d scrapers against %d recording threads, %d s each%n%n| | scrapes | failed | CPU of a"
            + " scrape, median: ms | wall, median: ms | wall, longest: ms | requests |%n"
            + "|---|---|---|---|---|---|---|%n",
        SCRAPERS, RECORDERS, seconds);
    for (Peer peer : new Peer[] {
      Peer.CLIENT_JAVA_CACHED, Peer.CLIENT_JAVA_CACHED_CLASSIC, Peer.MICROMETER_CACHED, Peer.OURS
    }) {
      ShiftedClock clock = new ShiftedClock();
      Service service = peer.service(clock);
      new Traffic(clock, 0).warmUp(service);
      new ScrapeStorm(service, clock).blow(out, peer, seconds);
    }
  }

  private record Scraped(double cpuMillis, double wallMillis) {}

  private void blow(PrintStream out, Peer peer, int seconds) throws Exception {
    Scrape before = new Scrape(service.snapshots());
    ExecutorService threads = Executors.newFixedThreadPool(RECORDERS + SCRAPERS);
    List<Future<Long>> recorders = new ArrayList<>();
    List<Future<List<Scraped>>> scrapers = new ArrayList<>();
    try {
      for (int i = 0; i < RECORDERS; i++) {
        Traffic traffic = new Traffic(clock, i);
        recorders.add(threads.submit(() -> record(traffic)));
      }
      for (int i = 0; i < SCRAPERS; i++) {
        scrapers.add(threads.submit((Callable<List<Scraped>>) this::scrape));
      }
      Thread.sleep(1_000L * seconds);
      over = true;
      long requests = 0;
      for (Future<Long> each : recorders) {
        requests += each.get();
      }
      checkLedger(before, new Scrape(service.snapshots()), requests);
      List<Scraped> scrapes = new ArrayList<>();
      int failed = 0;
      for (Future<List<Scraped>> each : scrapers) {
        scrapes.addAll(each.get());
      }
      for (Scraped each : scrapes) {
        failed += each.cpuMillis < 0 ? 1 : 0;
      }
      double[] cpu = scrapes.stream().mapToDouble(Scraped::cpuMillis).sorted().toArray();
      double[] wall = scrapes.stream().mapToDouble(Scraped::wallMillis).sorted().toArray();
      out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %.2f | %.1f | %.0f | %d |%n",
          peer.title(),
          cpu.length,
          failed,
          cpu[cpu.length / 2],
          wall[wall.length / 2],
          wall[wall.length - 1],
          requests);
    } finally {
      over = true;
      threads.shutdown();
    }
  }

  /** Nothing that was recorded is lost, where the service can be asked. */
  private static void checkLedger(Scrape before, Scrape after, long requests) {
    if (after.snapshots().size() == 0) {
      return;
    }
    check("llm_requests_started_total", before, after, requests);
    check("llm_requests_total", before, after, requests);
    check("llm_active_requests", before, after, 0);
    check("llm_customer_requests_total", before, after, requests);
    check("llm_request_latency_seconds", before, after, requests);
    check("llm_inter_token_latency_seconds", before, after, requests * TOKENS);
  }

  private static void check(String metric, Scrape before, Scrape after, long expected) {
    long counted = after.total(metric) - before.total(metric);
    if (counted != expected) {
      throw new IllegalStateException(metric + " counted " + counted + ", not " + expected);
    }
  }

  private long record(Traffic traffic) {
    long requests = 0;
    while (!over) {
      traffic.serve(service, TOKENS);
      requests++;
    }
    return requests;
  }

  private List<Scraped> scrape() throws InterruptedException {
    List<Scraped> scrapes = new ArrayList<>();
    while (!over) {
      long cpu = THREADS.getCurrentThreadCpuTime();
      long wall = System.nanoTime();
      boolean failed = false;
      try {
        service.scrape();
      } catch (IllegalStateException e) {
        // client_java gives up after five seconds of waiting for threads that observe.
        failed = true;
      }
      scrapes.add(new Scraped(
          failed ? -1 : (THREADS.getCurrentThreadCpuTime() - cpu) / NANOS_PER_MILLI,
          (System.nanoTime() - wall) / NANOS_PER_MILLI));
      Thread.sleep(PAUSE_MILLIS);
    }
    return scrapes;
  }
}
