package io.github.llmmetrics.benchmarks;

import io.github.llmmetrics.benchmarks.peers.Peer;
import io.github.llmmetrics.benchmarks.peers.Service;
import io.github.llmmetrics.benchmarks.peers.Traffic;
import io.github.llmmetrics.benchmarks.peers.Traffic.ShiftedClock;
import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.instrument.CounterFamily;
import io.github.llmmetrics.instrument.HistogramFamily;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** What a series, and a request in flight, cost of the heap: the difference of what is live after full collections. */
public final class HeapRun {

  private static final MetricDefinition HISTOGRAM = ApplicationMetrics.REQUEST_LATENCY;
  private static final MetricDefinition COUNTER = BusinessMetrics.CUSTOMER_REQUESTS;
  private static final int SERIES = 50_000;
  private static final int CONTENDED_SERIES = 200;
  private static final int THREADS = 4;
  private static final int ROUNDS = 20_000;
  private static final int REQUESTS = 100_000;
  private static final int OBSERVATIONS = 16;

  private static final String[] KEYS =
      IntStream.range(0, SERIES).mapToObj(i -> "model-" + i).toArray(String[]::new);

  private HeapRun() {}

  /**
   * Prints the tables.
   *
   * @param args none
   * @throws Exception if a thread is interrupted
   */
  public static void main(String[] args) throws Exception {
    print(System.out);
  }

  static void print(PrintStream out) throws Exception {
    out.printf("%nHeap%n%n| | B |%n|---|---|%n");
    for (boolean classicOnly : new boolean[] {false, true}) {
      String name = classicOnly ? "client_java, classic" : "client_java";
      row(out, "series of a histogram, " + name, SERIES, () -> {
        Observed histogram = clientJava(classicOnly);
        observeAll(histogram, SERIES);
        return histogram;
      });
      row(out, "… after 4 threads fought for it, " + name, CONTENDED_SERIES, () -> {
        Observed histogram = clientJava(classicOnly);
        fight(histogram);
        return histogram;
      });
    }
    row(out, "series of a histogram, **llm-metrics**", SERIES, () -> {
      Observed histogram = ours();
      observeAll(histogram, SERIES);
      return histogram;
    });
    row(out, "… after 4 threads fought for it, **llm-metrics**", CONTENDED_SERIES, () -> {
      Observed histogram = ours();
      fight(histogram);
      return histogram;
    });
    row(out, "series of a counter, client_java", SERIES, () -> {
      Counter counter = Counter.builder()
          .name("counter")
          .labelNames("customer_id", "model")
          .register(new PrometheusRegistry());
      for (String key : KEYS) {
        counter.labelValues(key, "m").inc();
      }
      return counter;
    });
    row(out, "series of a counter, **llm-metrics**", SERIES, () -> {
      CounterFamily counter = set().counter(COUNTER);
      for (String key : KEYS) {
        counter.cell(key, "m").increment();
      }
      return counter;
    });
    for (Peer peer : new Peer[] {
      Peer.CLIENT_JAVA_DIRECT_CLASSIC,
      Peer.CLIENT_JAVA_CACHED_CLASSIC,
      Peer.MICROMETER_CACHED,
      Peer.OPENTELEMETRY_BOUND,
      Peer.OURS
    }) {
      ShiftedClock clock = new ShiftedClock();
      Service service = peer.service(clock);
      Traffic traffic = new Traffic(clock, 0);
      traffic.warmUp(service);
      String[] ids = IntStream.range(0, REQUESTS).mapToObj(i -> "r" + i).toArray(String[]::new);
      try {
        row(out, "request in flight, " + peer.title(), REQUESTS, () -> {
          Object[] live = new Object[REQUESTS];
          Arrays.setAll(live, i -> traffic.begin(service, ids[i]));
          return new Object[] {service, live};
        });
      } finally {
        Reference.reachabilityFence(ids);
      }
    }
  }

  /** A histogram of any library. */
  private interface Observed {
    void observe(String model, double value);
  }

  private static Observed clientJava(boolean classicOnly) {
    Histogram.Builder builder = Histogram.builder()
        .name(HISTOGRAM.name())
        .labelNames("model", "status")
        .classicUpperBounds(
            HISTOGRAM.buckets().stream().mapToDouble(Double::doubleValue).toArray());
    if (classicOnly) {
      builder.classicOnly();
    }
    Histogram histogram = builder.register(new PrometheusRegistry());
    return (model, value) -> histogram.labelValues(model, "success").observe(value);
  }

  private static InstrumentSet set() {
    return InstrumentSet.builder()
        .registry(new PrometheusRegistry())
        .seriesLimit(1_000_000)
        .build();
  }

  private static Observed ours() {
    HistogramFamily family = set().histogram(HISTOGRAM);
    return (model, value) -> family.cell(model, "success").observe(value);
  }

  private static void observeAll(Observed histogram, int series) {
    for (int i = 0; i < series; i++) {
      for (int k = 0; k < OBSERVATIONS; k++) {
        histogram.observe(KEYS[i], 0.05 * (1 + (i + 7 * k) % 400));
      }
    }
  }

  private static void fight(Observed histogram) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    Callable<Integer> fighter = () -> {
      for (int i = 0; i < ROUNDS; i++) {
        for (int k = 0; k < CONTENDED_SERIES; k += 10) {
          histogram.observe(KEYS[k + i % 10], 0.05 * (1 + i % 400));
        }
      }
      return ROUNDS;
    };
    try {
      threads.invokeAll(IntStream.range(0, THREADS).mapToObj(i -> fighter).toList());
    } finally {
      threads.shutdown();
    }
  }

  private static void row(PrintStream out, String title, int count, Callable<Object> maker)
      throws Exception {
    long before = live();
    Object made = maker.call();
    try {
      out.printf("| %s | %d |%n", title, (live() - before) / count);
    } finally {
      Reference.reachabilityFence(made);
    }
  }

  private static long live() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(20);
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
