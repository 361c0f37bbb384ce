package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GpuMetricsTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ManualClock clock = new ManualClock();
  private final FakeDriver driver = new FakeDriver();

  private GpuMetrics.Builder builder() {
    return GpuMetrics.builder(registry).driver(driver::create).clock(clock, clock);
  }

  @Test
  void scrape_ofTwoDevices_isThisText() {
    driver.fake(0).tells = readings -> {
      readings.put(GpuReading.UTILIZATION, 93);
      readings.putMemory(80e9, 20e9);
      readings.put(GpuReading.ENERGY, 1234.5);
      readings.put(GpuReading.THROTTLE_SW_POWER_CAP, 1);
      readings.mig().add("MIG-1", "1g.10gb", 1e9, 10e9);
      readings.processes().add("4242", "", 5e9, 5e9);
    };
    try (GpuMetrics metrics = builder().build()) {
      metrics.poll();

      assertThat(Scrapes.text(registry)).isEqualTo("""
          # HELP llm_gpu_info one series a device: who it is
          # TYPE llm_gpu_info gauge
          llm_gpu_info{driver_version="1.0",gpu_id="0",name="Fake",pci_bus_id="0000:00",uuid="GPU-0"} 1
          llm_gpu_info{driver_version="1.0",gpu_id="1",name="Fake",pci_bus_id="0000:01",uuid="GPU-1"} 1
          # HELP llm_gpu_driver_up NVML answers; always there once the poller was started
          # TYPE llm_gpu_driver_up gauge
          llm_gpu_driver_up 1.0
          # HELP llm_gpu_energy_joules_total energy used since the driver was loaded
          # TYPE llm_gpu_energy_joules_total counter
          llm_gpu_energy_joules_total{gpu_id="0"} 1234.5
          # HELP llm_gpu_last_poll_timestamp_seconds when the last good poll ended
          # TYPE llm_gpu_last_poll_timestamp_seconds gauge
          llm_gpu_last_poll_timestamp_seconds 1.7723664E9
          # HELP llm_gpu_memory_free_bytes device memory free
          # TYPE llm_gpu_memory_free_bytes gauge
          llm_gpu_memory_free_bytes{gpu_id="0"} 2.0E10
          # HELP llm_gpu_memory_total_bytes device memory present
          # TYPE llm_gpu_memory_total_bytes gauge
          llm_gpu_memory_total_bytes{gpu_id="0"} 8.0E10
          # HELP llm_gpu_memory_used_bytes device memory in use
          # TYPE llm_gpu_memory_used_bytes gauge
          llm_gpu_memory_used_bytes{gpu_id="0"} 6.0E10
          # HELP llm_gpu_mig_memory_total_bytes memory of a MIG instance
          # TYPE llm_gpu_mig_memory_total_bytes gauge
          llm_gpu_mig_memory_total_bytes{gpu_id="0",mig_uuid="MIG-1",profile="1g.10gb"} 1.0E10
          # HELP llm_gpu_mig_memory_used_bytes memory used by a MIG instance (a name of its own: a sum over devices must not count it twice)
          # TYPE llm_gpu_mig_memory_used_bytes gauge
          llm_gpu_mig_memory_used_bytes{gpu_id="0",mig_uuid="MIG-1",profile="1g.10gb"} 1.0E9
          # HELP llm_gpu_poll_duration_seconds how long the last poll took
          # TYPE llm_gpu_poll_duration_seconds gauge
          llm_gpu_poll_duration_seconds 0.0
          # HELP llm_gpu_poll_errors_total calls that failed, by NVML return code
          # TYPE llm_gpu_poll_errors_total counter
          llm_gpu_poll_errors_total{reason="already_initialized"} 0.0
          llm_gpu_poll_errors_total{reason="argument_version_mismatch"} 0.0
          llm_gpu_poll_errors_total{reason="corrupted_inforom"} 0.0
          llm_gpu_poll_errors_total{reason="deprecated"} 0.0
          llm_gpu_poll_errors_total{reason="driver_not_loaded"} 0.0
          llm_gpu_poll_errors_total{reason="exception"} 0.0
          llm_gpu_poll_errors_total{reason="freq_not_supported"} 0.0
          llm_gpu_poll_errors_total{reason="function_not_found"} 0.0
          llm_gpu_poll_errors_total{reason="gpu_is_lost"} 0.0
          llm_gpu_poll_errors_total{reason="gpu_not_found"} 0.0
          llm_gpu_poll_errors_total{reason="implausible"} 0.0
          llm_gpu_poll_errors_total{reason="in_use"} 0.0
          llm_gpu_poll_errors_total{reason="insufficient_power"} 0.0
          llm_gpu_poll_errors_total{reason="insufficient_resources"} 0.0
          llm_gpu_poll_errors_total{reason="insufficient_size"} 0.0
          llm_gpu_poll_errors_total{reason="invalid_argument"} 0.0
          llm_gpu_poll_errors_total{reason="invalid_state"} 0.0
          llm_gpu_poll_errors_total{reason="irq_issue"} 0.0
          llm_gpu_poll_errors_total{reason="lib_rm_version_mismatch"} 0.0
          llm_gpu_poll_errors_total{reason="library_not_found"} 0.0
          llm_gpu_poll_errors_total{reason="memory"} 0.0
          llm_gpu_poll_errors_total{reason="no_data"} 0.0
          llm_gpu_poll_errors_total{reason="no_permission"} 0.0
          llm_gpu_poll_errors_total{reason="not_found"} 0.0
          llm_gpu_poll_errors_total{reason="not_loaded"} 0.0
          llm_gpu_poll_errors_total{reason="not_ready"} 0.0
          llm_gpu_poll_errors_total{reason="not_supported"} 0.0
          llm_gpu_poll_errors_total{reason="operating_system"} 0.0
          llm_gpu_poll_errors_total{reason="other"} 0.0
          llm_gpu_poll_errors_total{reason="reset_required"} 0.0
          llm_gpu_poll_errors_total{reason="reset_type_not_supported"} 0.0
          llm_gpu_poll_errors_total{reason="stuck"} 0.0
          llm_gpu_poll_errors_total{reason="timeout"} 0.0
          llm_gpu_poll_errors_total{reason="uninitialized"} 0.0
          llm_gpu_poll_errors_total{reason="unknown"} 0.0
          llm_gpu_poll_errors_total{reason="vgpu_ecc_not_supported"} 0.0
          # HELP llm_gpu_process_memory_used_bytes memory used by a process; off by default
          # TYPE llm_gpu_process_memory_used_bytes gauge
          llm_gpu_process_memory_used_bytes{gpu_id="0",pid="4242"} 5.0E9
          # HELP llm_gpu_temperature_celsius core temperature
          # TYPE llm_gpu_temperature_celsius gauge
          llm_gpu_temperature_celsius{gpu_id="1"} 40.0
          # HELP llm_gpu_throttle_active clocks are held down for this reason now
          # TYPE llm_gpu_throttle_active gauge
          llm_gpu_throttle_active{gpu_id="0",reason="sw_power_cap"} 1.0
          # HELP llm_gpu_up the device answered at the last poll
          # TYPE llm_gpu_up gauge
          llm_gpu_up{gpu_id="0"} 1.0
          llm_gpu_up{gpu_id="1"} 1.0
          # HELP llm_gpu_utilization_percent share of the last sampling period in which a kernel ran
          # TYPE llm_gpu_utilization_percent gauge
          llm_gpu_utilization_percent{gpu_id="0"} 93.0
          """);
    }
    assertThat(Scrapes.text(registry)).isEmpty();
  }

  @Test
  void builder_ofAService_hasItsRegistryAndConstantLabels() {
    try (LlmMetrics service = LlmMetrics.builder()
            .registry(registry)
            .constantLabel("cluster", "eu")
            .build();
        GpuMetrics metrics = GpuMetrics.builder(service)
            .constantLabel("rack", "7")
            .driver(driver::create)
            .build()) {
      metrics.poll();

      assertThat(Scrapes.series(registry))
          .containsEntry("llm_gpu_up{cluster=\"eu\",gpu_id=\"0\",rack=\"7\"}", 1.0);
    }
  }

  static List<Arguments> wrongSettings() {
    return List.of(
        wrong(b -> b.interval(Duration.ofMillis(9)), "interval: PT0.009S is not in PT0.01S..PT1H"),
        wrong(b -> b.interval(Duration.ofMinutes(61)), "interval: PT1H1M is not in PT0.01S..PT1H"),
        wrong(b -> b.retryInterval(Duration.ZERO), "retryInterval: PT0S is not in PT0.1S..PT24H"),
        wrong(
            b -> b.callTimeout(Duration.ofMinutes(11)),
            "callTimeout: PT11M is not in PT0.1S..PT10M"),
        wrong(b -> b.interval(Hostile.missing()), "interval"),
        wrong(b -> b.enable(Hostile.<GpuGroup>missing()), "enable"),
        wrong(b -> b.enable(Hostile.<GpuGroup[]>missing()), "enable"),
        wrong(b -> b.disable(GpuGroup.ECC, Hostile.missing()), "disable"),
        wrong(
            b -> b.constantLabel("gpu_id", "x"),
            "constantLabel: 'gpu_id' is a label of a metric already"));
  }

  private static Arguments wrong(UnaryOperator<GpuMetrics.Builder> setting, String message) {
    return Arguments.of(message, setting);
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void builder_ofAWrongSetting_throwsAtOnce(
      String message, UnaryOperator<GpuMetrics.Builder> setting) {
    assertThatThrownBy(() -> setting.apply(builder())).hasMessage(message);
  }

  @Test
  void builder_ofNothing_namesWhatIsMissing() {
    assertThatThrownBy(() -> GpuMetrics.builder(Hostile.<PrometheusRegistry>missing()))
        .hasMessage("registry");
    assertThatThrownBy(() -> GpuMetrics.builder(Hostile.<LlmMetrics>missing()))
        .hasMessage("metrics");
  }

  @Test
  void builder_ofAConstantLabelThatTheServiceHas_isRefusedOrTheSame() {
    try (LlmMetrics service =
        LlmMetrics.builder().registry(registry).constantLabel("cluster", "eu").build()) {
      GpuMetrics.Builder builder = GpuMetrics.builder(service);

      assertThatThrownBy(() -> builder.constantLabel("cluster", "us"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("constantLabel: 'cluster' is 'eu' already, and cannot be 'us'");
      assertThat(builder.constantLabel("cluster", "eu")).isSameAs(builder);
    }
  }

  @Test
  void start_onATakenRegistry_throwsAndLeavesNothingBehind() {
    try (GpuMetrics first = builder().build()) {
      assertThatThrownBy(() -> builder().start())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("registry: it has these metrics already");
      assertThat(driver.calls).isEmpty();
      assertThat(threads()).isEmpty();
      first.poll();
      assertThat(Scrapes.value(registry, "llm_gpu_driver_up")).isEqualTo(1);
    }
  }

  @SuppressWarnings("try")
  @Test
  void start_pollsOnADaemonThreadUntilClose() throws Exception {
    try (GpuMetrics metrics = GpuMetrics.builder(registry)
        .driver(driver::create)
        .interval(Duration.ofMillis(10))
        .start()) {
      Eventually.passes(() -> assertThat(driver.fake(1).reads).isGreaterThan(2));
      assertThat(threads()).hasSize(2).allMatch(Thread::isDaemon);
    }

    assertThat(threads()).isEmpty();
    assertThat(driver.calls).startsWith("load", "open").contains("listen to 2").endsWith("close");
    assertThat(Scrapes.text(registry)).isEmpty();
  }

  @SuppressWarnings("try")
  @Test
  void start_loadsOnTheThreadOfTheCaller() {
    driver.loadFailure = new UnsatisfiedLinkError("no driver here");
    try (GpuMetrics metrics = builder().start()) {
      assertThat(driver.calls).containsExactly("load");
    }
    assertThat(threads()).isEmpty();
  }

  @Test
  void close_twice_closesTheDriverOnce() throws Exception {
    GpuMetrics metrics = GpuMetrics.builder(registry)
        .driver(driver::create)
        .disable(GpuGroup.XID)
        .start();
    Eventually.passes(() -> assertThat(driver.fake(1).reads).isPositive());
    metrics.close();
    metrics.close();

    assertThat(driver.calls).containsExactly("load", "open", "close");
  }

  static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(GpuPoller.THREAD_NAME))
        .filter(Thread::isAlive)
        .toList();
  }
}
