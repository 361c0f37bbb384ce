package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Figures;
import io.github.llmmetrics.testing.Increases;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.github.llmmetrics.testing.UsedHeap;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More customers and models than any host has. Each build runs a tenth or less of the long form, {@code -Psoak}. */
class HostileNamesTest {

  private static final int CUSTOMERS = Integer.getInteger("soak.customers", 100_000);
  private static final int MODELS = Integer.getInteger("soak.models", 400_000);
  private static final int TOP = 20;
  private static final int LIMIT = 1_000;

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final SplittableRandom random = new SplittableRandom(7);

  /** A rank whose probability is in inverse proportion to it: Zipf's law. */
  private int zipf(int ranks) {
    return (int) Math.pow(ranks, random.nextDouble()) - 1;
  }

  @Test
  void customers_distributedAsZipfSays_areCappedExactAndTheTopIsThere() {
    int[] served = new int[CUSTOMERS];
    int most = 0;
    Increases requests = new Increases("llm_customer_requests_total{");
    try (LlmMetrics metrics =
        LlmMetrics.builder().registry(registry).clock(clock, clock).models("m").build()) {
      UsedHeap before = UsedHeap.measure();
      // Every customer once, the smallest first: they have all the places when the big ones come.
      for (int i = 0; i < 3 * CUSTOMERS; i++) {
        int customer = i < CUSTOMERS ? CUSTOMERS - 1 - i : zipf(CUSTOMERS);
        served[customer]++;
        metrics.middleware().begin("m", "customer-" + customer).finish(1, 1);
        if (i % 2_000 == 1_999) {
          clock.advance(Duration.ofSeconds(15));
          requests.scrape(Scrapes.series(registry));
          most = Math.max(most, requests.present().size());
          assertThat(most).isLessThanOrEqualTo(LIMIT + 1);
          assertThat(requests.sum() + requests.unseen()).isEqualTo(i + 1.0);
        }
        if (i == CUSTOMERS / 10) {
          before = UsedHeap.measure();
        }
      }
      UsedHeap after = UsedHeap.measure();
      Figures.of("customers", CUSTOMERS)
          .and("requests", 3 * CUSTOMERS)
          .and("series at most", most)
          .and("heap after the first tenth of the customers", before)
          .and("heap at the end", after);
      assertThat(after.growthSince(before)).isLessThan(UsedHeap.FLAT);
    }

    List<String> top = IntStream.range(0, CUSTOMERS)
        .boxed()
        .sorted(Comparator.comparing(customer -> -served[customer]))
        .limit(TOP)
        .map(customer ->
            "llm_customer_requests_total{customer_id=\"customer-" + customer + "\",model=\"m\"}")
        .toList();
    long seen = top.stream().filter(requests.present()::contains).count();
    Figures.of("customers", CUSTOMERS).and("of the " + TOP + " biggest have series", seen);
    assertThat(seen).isGreaterThanOrEqualTo(Math.round(0.95 * TOP));
  }

  @Test
  void models_withRandomNames_areCappedAndCostNoMoreTheMoreThereWere() {
    int part = MODELS / 10;
    long[] cpuNanos = new long[10];
    try (LlmMetrics metrics =
        LlmMetrics.builder().registry(registry).clock(clock, clock).build()) {
      UsedHeap before = UsedHeap.measure();
      for (int i = 0; i < 10; i++) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int request = 0; request < part; request++) {
          metrics.middleware().begin("model-" + random.nextLong()).finish(1, 1);
        }
        cpuNanos[i] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        if (i == 0) {
          before = UsedHeap.measure();
        }
      }
      UsedHeap after = UsedHeap.measure();
      Map<String, Double> started = new TreeMap<>(Scrapes.series(registry));
      started.keySet().removeIf(name -> !name.startsWith("llm_requests_started_total{"));

      Figures.of("models", MODELS)
          .and("series of requests started", started.size())
          .and("heap after the first tenth", before)
          .and("heap at the end", after)
          .and("CPU ns of a request in the third tenth", cpuNanos[2] / part)
          .and("CPU ns of a request in the last tenth", cpuNanos[9] / part);
      assertThat(after.growthSince(before)).isLessThan(UsedHeap.FLAT);
      assertThat(started).hasSize(101);
      assertThat(started.values().stream().mapToDouble(Double::doubleValue).sum())
          .isEqualTo(10.0 * part);
    }
    // Twice as slow is what another process on the machine can do; growth with the names would be
    // tenfold.
    assertThat(cpuNanos[9]).isLessThan(2 * cpuNanos[2] + 1_000_000);
  }
}
