package io.github.llmmetrics.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.Scrapes;
import io.github.llmmetrics.testing.Together;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The set as another module uses it: bounded labels, no report, no listener. */
class InstrumentSetTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final InstrumentSet set = InstrumentSet.builder().registry(registry).build();

  @Test
  void kinds_areNotMixedUp() {
    assertThatThrownBy(() -> set.counter(ApplicationMetrics.QUEUE_DEPTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("llm_queue_depth is a GAUGE, not a COUNTER");
    assertThatThrownBy(() -> set.gauge(ApplicationMetrics.TOKENS))
        .hasMessage("llm_tokens_total is a COUNTER, not a GAUGE");
    assertThatThrownBy(() -> set.histogram(ApplicationMetrics.TOKENS))
        .hasMessage("llm_tokens_total is a COUNTER, not a HISTOGRAM");
    assertThatThrownBy(() -> set.info(ApplicationMetrics.TOKENS))
        .hasMessage("llm_tokens_total is a COUNTER, not a INFO");
    assertThatThrownBy(() -> set.listener(Hostile.missing())).hasMessage("listener");
  }

  @Test
  void scrape_ofAnotherModulesSet_isThisText() {
    GaugeFamily utilization = set.gauge(SystemMetrics.GPU_UTILIZATION);
    CounterFamily energy = set.counter(SystemMetrics.GPU_ENERGY);
    set.info(SystemMetrics.GPU_INFO).add("0", "GPU-1", "H100", "0000:01", "570");
    set.register();
    utilization.cell("0").set(93.5);
    utilization.cell("1").compute(() -> 12);
    utilization.cell("2");
    energy.cell("0").report(1234.5);

    assertThat(Scrapes.text(registry)).isEqualTo("""
        # HELP llm_gpu_info one series a device: who it is
        # TYPE llm_gpu_info gauge
        llm_gpu_info{driver_version="570",gpu_id="0",name="H100",pci_bus_id="0000:01",uuid="GPU-1"} 1
        # HELP llm_gpu_energy_joules_total energy used since the driver was loaded
        # TYPE llm_gpu_energy_joules_total counter
        llm_gpu_energy_joules_total{gpu_id="0"} 1234.5
        # HELP llm_gpu_utilization_percent share of the last sampling period in which a kernel ran
        # TYPE llm_gpu_utilization_percent gauge
        llm_gpu_utilization_percent{gpu_id="0"} 93.5
        llm_gpu_utilization_percent{gpu_id="1"} 12.0
        """);
  }

  @Test
  void gauge_clearedOrNotFinite_isAbsent() {
    GaugeFamily utilization = set.gauge(SystemMetrics.GPU_UTILIZATION);
    set.register();
    GaugeCell cell = utilization.cell("0");
    for (double gone :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      cell.set(1);
      assertThat(Scrapes.text(registry)).isNotEmpty();
      cell.set(gone);
      assertThat(Scrapes.text(registry)).isEmpty();
    }
    cell.set(1);
    cell.clear();
    assertThat(Scrapes.text(registry)).isEmpty();
    assertThat(utilization.cell("0")).isSameAs(cell);
  }

  @Test
  void gauge_setAfterItWasComputed_hasTheValueThatWasSet() {
    GaugeCell cell = set.gauge(SystemMetrics.GPU_UTILIZATION).cell("0");
    cell.set(1);
    cell.compute(() -> 2);
    assertThat(cell.value()).isEqualTo(2);
    cell.set(3);
    assertThat(cell.value()).isEqualTo(3);
    cell.compute(() -> 4);
    cell.clear();
    assertThat(cell.value()).isNaN();
  }

  @Test
  void remove_takesTheSeriesOutUntilItIsAskedForAgain() {
    GaugeFamily utilization = set.gauge(SystemMetrics.GPU_UTILIZATION);
    CounterFamily energy = set.counter(SystemMetrics.GPU_ENERGY);
    InfoFamily info = set.info(SystemMetrics.GPU_INFO);
    set.register();
    utilization.cell("0").set(1);
    energy.cell("0").report(2);
    info.add("0", "GPU-1", "H100", "0000:01", "570");
    utilization.remove("0");
    utilization.remove("1");
    energy.remove("0");
    info.remove("0", "GPU-1", "H100", "0000:01", "570");

    assertThat(Scrapes.text(registry)).isEmpty();
    energy.cell("0");
    assertThat(Scrapes.series(registry))
        .containsOnly(entry("llm_gpu_energy_joules_total{gpu_id=\"0\"}", 0.0));
  }

  @Test
  void remove_givesItsPlaceToAnother() {
    InstrumentSet small =
        InstrumentSet.builder().registry(registry).seriesLimit(100).build();
    GaugeFamily memory = small.gauge(SystemMetrics.GPU_PROCESS_MEMORY);
    InfoFamily info = small.info(SystemMetrics.GPU_INFO);
    small.register();
    for (int pid = 0; pid < 1_000; pid++) {
      memory.cell("0", "" + pid).set(1);
      memory.remove("0", "" + pid);
      info.add("0", "GPU-" + pid, "H100", "0000:01", "570");
    }
    memory.cell("0", "1000").set(1);

    assertThat(Scrapes.series(registry))
        .containsEntry("llm_gpu_process_memory_used_bytes{gpu_id=\"0\",pid=\"1000\"}", 1.0)
        .hasSize(1 + 99);
  }

  @Test
  void update_isSeenAsAWholeByEveryScrape() throws Exception {
    GaugeCell used = set.gauge(SystemMetrics.GPU_MEMORY_USED).cell("0");
    GaugeCell free = set.gauge(SystemMetrics.GPU_MEMORY_FREE).cell("0");
    set.register();
    Together.run(4, thread -> {
      for (int i = 0; i < 2_000; i++) {
        double share = i;
        if (thread == 0) {
          set.update(() -> {
            used.set(share);
            free.set(10_000 - share);
          });
        } else {
          Map<String, Double> series = Scrapes.series(registry);
          assertThat(series.values().stream().mapToDouble(Double::doubleValue).sum())
              .isIn(0.0, 10_000.0);
        }
      }
    });
  }

  @Test
  void sibling_hasTheSameRegistryAndConstantLabels() {
    InstrumentSet first = InstrumentSet.builder()
        .registry(registry)
        .constantLabel("cluster", "eu")
        .build();
    InstrumentSet second = first.sibling().build();
    second.gauge(SystemMetrics.GPU_UTILIZATION).cell("0").set(1);
    second.register();

    assertThat(Scrapes.series(registry))
        .containsOnlyKeys("llm_gpu_utilization_percent{cluster=\"eu\",gpu_id=\"0\"}");
  }

  @Test
  void sibling_isCountedByTheReportOfTheSetItCameFrom() {
    InstrumentSet first =
        InstrumentSet.builder().registry(registry).seriesReport().build();
    first.register();
    InstrumentSet second = first.sibling().seriesLimit(200).build();
    second.counter(SystemMetrics.GPU_ENERGY).cell("0");
    InstrumentSet third = second.sibling().build();
    third.gauge(SystemMetrics.GPU_UTILIZATION);
    assertThat(Scrapes.series(registry)).isEmpty();
    second.register();
    third.register();

    assertThat(Scrapes.text(registry)).isEqualTo("""
        # HELP llm_gpu_energy_joules_total energy used since the driver was loaded
        # TYPE llm_gpu_energy_joules_total counter
        llm_gpu_energy_joules_total{gpu_id="0"} 0.0
        # HELP llm_metrics_series series that a metric has now
        # TYPE llm_metrics_series gauge
        llm_metrics_series{metric="llm_gpu_energy_joules_total"} 1.0
        llm_metrics_series{metric="llm_gpu_utilization_percent"} 0.0
        # HELP llm_metrics_series_limit series that a metric may have
        # TYPE llm_metrics_series_limit gauge
        llm_metrics_series_limit{metric="llm_gpu_energy_joules_total"} 200.0
        llm_metrics_series_limit{metric="llm_gpu_utilization_percent"} 200.0
        """);
    second.close();
    third.close();
    assertThat(Scrapes.series(registry)).isEmpty();
  }

  @Test
  void counter_neverFalls() {
    CounterCell cell = set.counter(SystemMetrics.GPU_ENERGY).cell("0");
    cell.add(5L);
    cell.add(0.5);
    cell.add(-1L);
    cell.add(-1.0);
    cell.add(Double.NaN);
    cell.add(Double.POSITIVE_INFINITY);

    assertThat(cell.value()).isEqualTo(5.5);
  }

  @Test
  void counter_ofWholeAmounts_isExactWhereADoubleSumIsNot() {
    CounterCell cell = set.counter(ApplicationMetrics.TOKENS).cell("m", "prompt");
    cell.add(0.1);
    for (int i = 0; i < 10; i++) {
      cell.add(1_000_000_007L);
      cell.increment();
    }

    assertThat(cell.value()).isEqualTo(10_000_000_080.1);
  }

  @Test
  void counter_ofAbsurdAmounts_neverTurnsNegative() {
    CounterCell cell = set.counter(ApplicationMetrics.TOKENS).cell("m", "prompt");
    set.register();
    for (int i = 0; i < 3; i++) {
      cell.add(Long.MAX_VALUE);
    }

    assertThat(cell.value()).isEqualTo(3.0 * Long.MAX_VALUE);
    assertThat(Scrapes.text(registry)).contains("llm_tokens_total");
  }

  @Test
  void counter_reported_refusesWhatIsNoTotal() {
    CounterCell cell = set.counter(SystemMetrics.GPU_ENERGY).cell("0");
    cell.report(7);
    cell.report(-1);
    cell.report(Double.NaN);
    cell.report(Double.POSITIVE_INFINITY);

    assertThat(cell.value()).isEqualTo(7);
    cell.report(3);
    assertThat(cell.value()).isEqualTo(3);
  }

  @Test
  void histogram_ofANonFiniteValue_isUntouched() {
    HistogramCell cell = set.histogram(ApplicationMetrics.TTFT).cell("m");
    set.register();
    cell.observe(Double.NaN);
    cell.observe(Double.POSITIVE_INFINITY);

    assertThat(Scrapes.text(registry)).isEmpty();
  }

  @Test
  void beforeScrape_runsOnceInEachScrape() {
    AtomicInteger scrapes = new AtomicInteger();
    GaugeFamily utilization = set.gauge(SystemMetrics.GPU_UTILIZATION);
    set.beforeScrape(() -> utilization.cell("0").set(scrapes.incrementAndGet()));
    set.register();

    assertThat(Scrapes.text(registry)).endsWith("llm_gpu_utilization_percent{gpu_id=\"0\"} 1.0\n");
    assertThat(Scrapes.text(registry)).endsWith("llm_gpu_utilization_percent{gpu_id=\"0\"} 2.0\n");
  }

  @Test
  void overflow_withoutAListener_goesToOtherAllTheSame() {
    InstrumentSet small =
        InstrumentSet.builder().registry(registry).seriesLimit(100).build();
    CounterFamily refusals = small.counter(ModelMetrics.REFUSALS);
    GaugeFamily depths = small.gauge(ApplicationMetrics.QUEUE_DEPTH);
    small.register();
    for (int i = 0; i < 150; i++) {
      refusals.cell("m" + i, "r").increment();
      depths.cell("m" + i).set(1);
    }

    assertThat(Scrapes.series(registry))
        .hasSize(100 + 99)
        .containsEntry("llm_refusals_total{model=\"other\",reason=\"other\"}", 51.0);
  }

  @Test
  void close_beforeRegister_isNothing() {
    set.counter(SystemMetrics.GPU_ENERGY).cell("0");
    set.close();
    set.register();
    set.close();
    set.close();

    assertThat(Scrapes.text(registry)).isEmpty();
    assertThat(set.registry()).isSameAs(registry);
  }
}
