package io.github.llmmetrics.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.github.llmmetrics.testing.Together;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scrape says of what was read; each test polls by itself. */
class HostMetricsTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ManualClock clock = new ManualClock();
  private final FakeHost host = FakeHost.ordinary();
  private final HostMetrics metrics = settings().register();

  private HostMetrics.Builder settings() {
    return HostMetrics.builder(registry).clock(clock).reader(() -> host);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void scrape_beforeTheFirstPoll_isEmpty() {
    assertThat(Scrapes.text(registry)).isEmpty();
  }

  @Test
  void scrape_afterTwoPolls_isThisText() {
    metrics.poll();
    host.ticks(new CpuTicks(225, 2_000), new CpuTicks(1_500, 2_000));
    metrics.poll();

    assertThat(Scrapes.text(registry)).isEqualTo("""
        # HELP llm_system_cpu_usage_percent use of one logical CPU (the mean over cpu is the host's; no total beside the parts)
        # TYPE llm_system_cpu_usage_percent gauge
        llm_system_cpu_usage_percent{cpu="0"} 12.5
        llm_system_cpu_usage_percent{cpu="1"} 100.0
        # HELP llm_system_memory_available_bytes host memory that can be given out without swapping
        # TYPE llm_system_memory_available_bytes gauge
        llm_system_memory_available_bytes 1.6E10
        # HELP llm_system_memory_total_bytes host memory present
        # TYPE llm_system_memory_total_bytes gauge
        llm_system_memory_total_bytes 6.4E10
        # HELP llm_system_network_receive_bytes_total bytes received
        # TYPE llm_system_network_receive_bytes_total counter
        llm_system_network_receive_bytes_total{device="eth0"} 1500.0
        # HELP llm_system_network_transmit_bytes_total bytes sent
        # TYPE llm_system_network_transmit_bytes_total counter
        llm_system_network_transmit_bytes_total{device="eth0"} 700.0
        """);
  }

  @Test
  void cpu_afterTheFirstPoll_isAbsent() {
    metrics.poll();

    assertThat(Scrapes.series(registry))
        .containsOnlyKeys(
            "llm_system_memory_available_bytes",
            "llm_system_memory_total_bytes",
            "llm_system_network_receive_bytes_total{device=\"eth0\"}",
            "llm_system_network_transmit_bytes_total{device=\"eth0\"}");
  }

  @Test
  void cpu_whoseTicksSayMoreOrLessThanAll_isAbsent() {
    host.ticks(new CpuTicks(500, 1_000), new CpuTicks(500, 1_000), new CpuTicks(500, 1_000));
    metrics.poll();
    host.ticks(new CpuTicks(601, 1_100), new CpuTicks(499, 1_100), new CpuTicks(500, 900));
    metrics.poll();
    assertThat(Scrapes.text(registry)).doesNotContain("cpu=");

    host.ticks(new CpuTicks(601, 1_200), new CpuTicks(599, 1_200), new CpuTicks(500, 900));
    metrics.poll();
    assertThat(Scrapes.text(registry, "llm_system_cpu_usage_percent")).endsWith("""
        llm_system_cpu_usage_percent{cpu="0"} 0.0
        llm_system_cpu_usage_percent{cpu="1"} 100.0
        """);
  }

  @Test
  void cpu_whoseTicksAreThoseThatOshiKept_keepsItsUsageForASecond() {
    metrics.poll();
    host.ticks(new CpuTicks(150, 1_100), new CpuTicks(600, 1_100));
    clock.advanceMillis(100);
    metrics.poll();
    clock.advanceMillis(999);
    metrics.poll();
    assertThat(Scrapes.value(registry, "llm_system_cpu_usage_percent{cpu=\"0\"}"))
        .isEqualTo(50);

    clock.advanceMillis(1);
    metrics.poll();
    assertThat(Scrapes.text(registry)).doesNotContain("cpu=");
  }

  @Test
  void cpu_whoseNumberChanges_isAbsentForOnePoll() {
    metrics.poll();
    host.ticks(new CpuTicks(200, 2_000));
    metrics.poll();
    assertThat(Scrapes.text(registry)).doesNotContain("cpu=");

    host.ticks(new CpuTicks(400, 3_000));
    metrics.poll();
    assertThat(Scrapes.text(registry, "llm_system_cpu_usage_percent"))
        .endsWith("gauge\nllm_system_cpu_usage_percent{cpu=\"0\"} 20.0\n");
  }

  @Test
  void memory_thatIsNotKnown_isAbsent() {
    host.memory = () -> new HostMemory(64, 0);
    metrics.poll();
    assertThat(Scrapes.series(registry))
        .containsEntry("llm_system_memory_total_bytes", 64.0)
        .doesNotContainKey("llm_system_memory_available_bytes");

    host.memory = () -> new HostMemory(-1, 16);
    metrics.poll();
    assertThat(Scrapes.series(registry))
        .containsEntry("llm_system_memory_available_bytes", 16.0)
        .doesNotContainKey("llm_system_memory_total_bytes");
  }

  @Test
  void network_ofADeviceThatIsGone_isAbsentUntilItComesBack() {
    host.network(new NetworkTraffic("eth0", 5, 6), new NetworkTraffic("eth1", 7, 8));
    metrics.poll();
    host.network(new NetworkTraffic("eth1", 9, 10));
    metrics.poll();
    assertThat(Scrapes.text(registry, "llm_system_network_receive_bytes_total"))
        .endsWith("counter\nllm_system_network_receive_bytes_total{device=\"eth1\"} 9.0\n");
    assertThat(Scrapes.text(registry, "llm_system_network_transmit_bytes_total"))
        .endsWith("counter\nllm_system_network_transmit_bytes_total{device=\"eth1\"} 10.0\n");

    host.network(new NetworkTraffic("eth0", 1, 2), new NetworkTraffic("eth1", 11, 12));
    metrics.poll();
    assertThat(Scrapes.text(registry, "llm_system_network_receive_bytes_total")).endsWith("""
        llm_system_network_receive_bytes_total{device="eth0"} 1.0
        llm_system_network_receive_bytes_total{device="eth1"} 11.0
        """);
  }

  @Test
  void network_ofADeviceWithoutFigures_isAbsent() {
    host.network(new NetworkTraffic("eth0", -1, 6), new NetworkTraffic("eth1", 7, -1));
    metrics.poll();

    assertThat(Scrapes.text(registry)).doesNotContain("device=");
  }

  @Test
  void network_ofMoreThanAHundredDevices_isOfTheFirstHundred() {
    host.network(devices(0, 250));
    metrics.poll();
    assertThat(Scrapes.text(registry).split("receive_bytes_total\\{", -1)).hasSize(101);
    assertThat(Scrapes.text(registry)).contains("\"veth99\"").doesNotContain("\"veth100\"");

    host.network(devices(100, 250));
    metrics.poll();
    assertThat(Scrapes.text(registry).split("receive_bytes_total\\{", -1)).hasSize(101);
    assertThat(Scrapes.text(registry)).contains("\"veth199\"").doesNotContain("\"veth99\"");
  }

  private static NetworkTraffic[] devices(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new NetworkTraffic("veth" + i, i, i))
        .toArray(NetworkTraffic[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.1S", "PT5S", "PT20S"})
  void scrape_longAfterTheLastPoll_isEmptyUntilTheNextOne(Duration interval) {
    PrometheusRegistry mine = new PrometheusRegistry();
    Duration fresh =
        interval.equals(Duration.ofSeconds(20)) ? Duration.ofSeconds(60) : Duration.ofSeconds(15);
    try (HostMetrics slow = HostMetrics.builder(mine)
        .interval(interval)
        .clock(clock)
        .reader(() -> host)
        .register()) {
      slow.poll();
      host.ticks(new CpuTicks(225, 2_000), new CpuTicks(1_500, 2_000));
      slow.poll();
      clock.advance(fresh);
      assertThat(Scrapes.series(mine)).hasSize(6);
      clock.advance(Duration.ofNanos(1));
      assertThat(Scrapes.text(mine)).isEmpty();
      assertThat(Scrapes.text(mine)).isEmpty();

      host.ticks(new CpuTicks(325, 3_000), new CpuTicks(2_500, 3_000));
      slow.poll();
      assertThat(Scrapes.series(mine))
          .hasSize(6)
          .containsEntry("llm_system_cpu_usage_percent{cpu=\"0\"}", 10.0);
    }
  }

  @Test
  void scrape_whilePollsGoOn_seesOneAsAWhole() throws Exception {
    Together.run(3, thread -> {
      for (int i = 1; i < 1_000; i++) {
        if (thread == 0) {
          int bytes = i;
          host.memory = () -> new HostMemory(1_000 + bytes, 1_000 - bytes);
          metrics.poll();
        } else {
          Map<String, Double> series = Scrapes.series(registry);
          assertThat(series.getOrDefault("llm_system_memory_total_bytes", 2_000.0)
                  + series.getOrDefault("llm_system_memory_available_bytes", 0.0))
              .isEqualTo(2_000);
        }
      }
    });
  }

  @Test
  void series_ofLlmMetrics_shareItsRegistryAndConstantLabels() {
    PrometheusRegistry shared = new PrometheusRegistry();
    try (LlmMetrics llm =
            LlmMetrics.builder().registry(shared).constantLabel("cluster", "eu").build();
        HostMetrics beside = HostMetrics.builder(llm)
            .constantLabel("rack", "7")
            .reader(() -> host)
            .register()) {
      beside.poll();

      assertThat(Scrapes.text(shared, "llm_system_memory_total_bytes"))
          .endsWith("llm_system_memory_total_bytes{cluster=\"eu\",rack=\"7\"} 6.4E10\n");
    }
  }

  @Test
  void register_whereTheRegistryHasThem_leavesThemAsTheyWere() {
    metrics.poll();
    String before = Scrapes.text(registry);

    assertThatThrownBy(() -> settings().register())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("registry: it has these metrics already");
    assertThat(Scrapes.text(registry)).isEqualTo(before);
  }

  @Test
  void close_freesTheNames() {
    metrics.poll();
    metrics.close();
    metrics.close();
    assertThat(Scrapes.text(registry)).isEmpty();

    try (HostMetrics next = settings().register()) {
      next.poll();
      assertThat(Scrapes.text(registry)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.099S", "PT0S", "PT-5S", "PT1H0.000000001S", "PT8760000000H"})
  void interval_outOfRange_isRefusedAtOnce(Duration interval) {
    HostMetrics.Builder builder = HostMetrics.builder(new PrometheusRegistry());

    assertThatThrownBy(() -> builder.interval(interval))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("interval: " + interval + " is not in PT0.1S..PT1H");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.1S", "PT1H"})
  void interval_atTheEndsOfItsRange_isAccepted(Duration interval) {
    try (HostMetrics ends = HostMetrics.builder(new PrometheusRegistry())
        .interval(interval)
        .reader(() -> host)
        .register()) {
      ends.poll();
    }
  }

  @Test
  void settings_thatAreMissingOrTaken_areRefusedAtOnce() {
    assertThatThrownBy(() -> HostMetrics.builder(Hostile.<PrometheusRegistry>missing()))
        .hasMessage("registry");
    assertThatThrownBy(() -> HostMetrics.builder(Hostile.<LlmMetrics>missing()))
        .hasMessage("metrics");
    assertThatThrownBy(() -> settings().interval(Hostile.missing())).hasMessage("interval");
    assertThatThrownBy(() -> settings().constantLabel("cpu", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("constantLabel: 'cpu' is a label of a metric already");
  }
}
