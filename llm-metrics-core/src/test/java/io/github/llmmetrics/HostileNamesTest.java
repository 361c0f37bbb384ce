package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Increases;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * More customers and models than any host has. Each build runs a tenth or less of the long form, which is {@code
 * -Dsoak.customers=1000000 -Dsoak.models=10000000}.
 */
class HostileNamesTest {

  private static final int CUSTOMERS = Integer.getInteger("soak.customers", 100_000);
  private static final int MODELS = Integer.getInteger("soak.models", 400_000);
  private static final int TOP = 20;
  private static final int LIMIT = 1_000;
  private static final long MEGABYTE = 1 << 20;

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final SplittableRandom random = new SplittableRandom(7);

  /** A rank whose probability is in inverse proportion to it: Zipf's law. */
  private int zipf(int ranks) {
    return (int) Math.pow(ranks, random.nextDouble()) - 1;
  }

  private long usedBytes() {
    System.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  @Test
  void customers_distributedAsZipfSays_areCappedExactAndTheTopIsThere() {
    int[] served = new int[CUSTOMERS];
    Increases requests = new Increases("llm_customer_requests_total{");
    try (LlmMetrics metrics =
        LlmMetrics.builder().registry(registry).clock(clock, clock).models("m").build()) {
      long before = 0;
      // Every customer once, the smallest first: they have all the places when the big ones come.
      for (int i = 0; i < 3 * CUSTOMERS; i++) {
        int customer = i < CUSTOMERS ? CUSTOMERS - 1 - i : zipf(CUSTOMERS);
        served[customer]++;
        metrics.middleware().begin("m", "customer-" + customer).finish(1, 1);
        if (i % 2_000 == 1_999) {
          clock.advance(Duration.ofSeconds(15));
          requests.scrape(Scrapes.series(registry));
          assertThat(requests.present()).hasSizeLessThanOrEqualTo(LIMIT + 1);
          assertThat(requests.sum() + requests.unseen()).isEqualTo(i + 1.0);
        }
        if (i == CUSTOMERS / 10) {
          before = usedBytes();
        }
      }
      assertThat(usedBytes() - before).isLessThan(3 * MEGABYTE);
    }

    List<String> top = IntStream.range(0, CUSTOMERS)
        .boxed()
        .sorted(Comparator.comparing(customer -> -served[customer]))
        .limit(TOP)
        .map(customer ->
            "llm_customer_requests_total{customer_id=\"customer-" + customer + "\",model=\"m\"}")
        .toList();
    assertThat(top.stream().filter(requests.present()::contains).count())
        .isGreaterThanOrEqualTo(Math.round(0.95 * TOP));
  }

  @Test
  void models_withRandomNames_areCappedAndCostNoMoreTheMoreThereWere() {
    int part = MODELS / 10;
    long[] cpuNanos = new long[10];
    try (LlmMetrics metrics =
        LlmMetrics.builder().registry(registry).clock(clock, clock).build()) {
      long before = 0;
      for (int i = 0; i < 10; i++) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int request = 0; request < part; request++) {
          metrics.middleware().begin("model-" + random.nextLong()).finish(1, 1);
        }
        cpuNanos[i] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        if (i == 0) {
          before = usedBytes();
        }
      }
      assertThat(usedBytes() - before).isLessThan(3 * MEGABYTE);
      Map<String, Double> started = new TreeMap<>(Scrapes.series(registry));
      started.keySet().removeIf(name -> !name.startsWith("llm_requests_started_total{"));

      assertThat(started).hasSize(101);
      assertThat(started.values().stream().mapToDouble(Double::doubleValue).sum())
          .isEqualTo(10.0 * part);
    }
    // Twice as slow is what another process on the machine can do; growth with the names would be
    // tenfold.
    assertThat(cpuNanos[9]).isLessThan(2 * cpuNanos[2] + MEGABYTE);
  }
}
