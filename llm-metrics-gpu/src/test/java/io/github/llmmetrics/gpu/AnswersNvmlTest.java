package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that cannot be true, counters at their limits, MIG instances that come and go. */
class AnswersNvmlTest extends FaultsNvmlFixture {

  // ---- answers that cannot be true ----

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      gpu0.util=4294967295 | utilization_percent
      gpu0.util=101 | utilization_percent
      gpu0.memutil=4294967295 | memory_copy_utilization_percent
      gpu0.temp=4294967295 | temperature_celsius
      gpu0.power=4294967295 | power_watts
      gpu0.clk.sm=4294967295 | sm_clock_hertz
      gpu0.clk.mem=4294967295 | memory_clock_hertz
      gpu0.total=0 | memory_total_bytes memory_used_bytes memory_free_bytes
      gpu0.total=18446744073709551615 | memory_total_bytes memory_used_bytes memory_free_bytes
      """)
  void reading_thatCannotBeTrue_isAbsentAndCounted(String setting, String gone) {
    Exposition scrape = pollWith(setting);

    assertThat(scrape.readings(0)).isEqualTo(healthyBut(Map.of(), gone.split(" ", -1)));
    assertThat(scrape.errors()).containsOnlyKeys("implausible");
    assertOtherIsWell(scrape);
  }

  @Test
  void memory_usedBeyondTheTotal_isNoMoreThanTheTotal() {
    Exposition scrape = pollWith("gpu0.total=1000", "gpu0.used=5000", "gpu0.reserved=0");

    assertThat(scrape.readings(0))
        .containsEntry("memory_total_bytes", 1000.0)
        .containsEntry("memory_used_bytes", 1000.0)
        .containsEntry("memory_free_bytes", 0.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"65", "4294967295", "2147483648"})
  void deviceCount_thatCannotBeTrue_isADriverThatIsDown(String count) {
    Exposition scrape = pollWith("count=" + count);

    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 0.0);
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", 1.0));
    assertDown(scrape, "implausible");
  }

  @Test
  void processCount_thatCannotBeTrue_isAnErrorWithoutSeries() {
    Exposition scrape = pollWith("gpu0.procs=1:1000", "gpu0.nproc=2147483648");

    assertThat(scrape.readings(0)).isEqualTo(healthy.readings(0));
    assertThat(scrape.errors()).isEqualTo(Map.of("insufficient_size", 1.0));
  }

  @Test
  void processes_moreThanAreTaken_areCut() {
    String processes = IntStream.rangeClosed(1, DeviceReadings.MAX_PROCESSES + 50)
        .mapToObj(pid -> pid + ":1000")
        .collect(Collectors.joining(","));

    Exposition scrape = pollWith("gpu0.procs=" + processes);

    assertThat(scrape.readings(0).keySet())
        .filteredOn(name -> name.startsWith("process_memory_used_bytes"))
        .hasSize(DeviceReadings.MAX_PROCESSES)
        .contains("process_memory_used_bytes{pid=\"256\"}")
        .doesNotContain("process_memory_used_bytes{pid=\"257\"}");
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void processMemory_thatTheDriverDoesNotTell_isAbsent() {
    Exposition scrape = pollWith("gpu0.procs=7:1000,8:18446744073709551615,4294967294:5,7:24");

    assertThat(scrape.readings(0))
        .isEqualTo(healthyBut(Map.of(
            "process_memory_used_bytes{pid=\"7\"}", 1024.0,
            "process_memory_used_bytes{pid=\"4294967294\"}", 5.0)));
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void migCount_thatCannotBeTrue_isCut() {
    Exposition scrape =
        pollWith("gpu0.mig=1", "gpu0.migmax=4294967294", "gpu0.mig15.uuid=MIG-last");

    assertThat(scrape.readings(0))
        .containsKey("mig_memory_total_bytes{mig_uuid=\"MIG-last\",profile=\"1g.10gb\"}");
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void text_thatIsNotPrintable_isMadeSo() {
    Exposition scrape = pollWith("gpu0.name=\u0001\u007fé", "gpu0.uuid=\t", "gpu0.pci=a\"b\\c");

    assertThat(scrape.device(0))
        .containsEntry(
            "llm_gpu_info{driver_version=\"580.95.05\",gpu_id=\"0\",name=\"????\","
                + "pci_bus_id=\"a\\\"b\\\\c\",uuid=\"?\"}",
            1.0)
        .containsEntry("llm_gpu_up{gpu_id=\"0\"}", 1.0);
    assertThat(scrape.device(0).keySet())
        .filteredOn(name -> name.contains("info"))
        .hasSize(1);
  }

  @Test
  void text_longerThanItsRoom_isAnError() {
    Exposition scrape = pollWith("gpu0.uuid=GPU-" + "0".repeat(100));

    assertThat(scrape.readings(0)).isEqualTo(healthy.readings(0));
    assertThat(scrape.errors()).isEqualTo(Map.of("insufficient_size", 1.0));
  }

  // ---- counters ----

  @Test
  void counter_ofAlmostAllBits_isExactToADouble() {
    Exposition scrape = pollWith(
        "gpu0.energy=18446744073709551614",
        "gpu0.ecc.vc=18446744073709551614",
        "gpu0.ecc.vu=9223372036854775808",
        "gpu0.field.197=18446744073709551614",
        "gpu0.field.74=18446744073709551614",
        "gpu0.field.138=18446744073709551614");

    assertThat(scrape.readings(0))
        .isEqualTo(healthyBut(Map.of(
            "energy_joules_total", 0x1p64 / 1e3,
            "ecc_errors_total{kind=\"corrected\"}", 0x1p64,
            "ecc_errors_total{kind=\"uncorrected\"}", 0x1p63,
            "pcie_bytes_total{direction=\"transmit\"}", 0x1p64,
            "throttle_seconds_total{reason=\"sw_power_cap\"}", 0x1p64 * 1e-9,
            "nvlink_bytes_total{direction=\"transmit\"}", 0x1p74)));
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void counter_thatFalls_isTheDriversAgain() {
    Exposition scrape = pollWith("gpu0.energy=1500", "gpu0.ecc.vc=0", "gpu0.field.197=1");

    assertThat(scrape.readings(0))
        .isEqualTo(healthyBut(Map.of(
            "energy_joules_total", 1.5,
            "ecc_errors_total{kind=\"corrected\"}", 0.0,
            "pcie_bytes_total{direction=\"transmit\"}", 1.0)));
    assertThat(scrape.text()).contains("# TYPE llm_gpu_energy_joules_total counter");
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void traffic_ofOnly32Bits_isAbsent() {
    Exposition scrape = pollWith("gpu0.field.197.type=1");

    assertThat(scrape.readings(0))
        .isEqualTo(healthyBut(Map.of(), "pcie_bytes_total{direction=\"transmit\"}"));
    assertThat(scrape.errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 2.5e9", "1, 2500000000", "2, 2500000000", "4, 2500000000", "5, 2000000000"})
  void field_ofEachType_isRead(int type, String value) {
    Exposition scrape = pollWith("gpu0.field.74=" + value, "gpu0.field.74.type=" + type);

    assertThat(scrape.readings(0))
        .containsEntry(
            "throttle_seconds_total{reason=\"sw_power_cap\"}", Double.parseDouble(value) * 1e-9);
    assertThat(scrape.errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, nan", "0, -1", "0, inf", "4, -1", "5, -1", "77, 1"})
  void field_thatIsNoCount_isAbsentAndCounted(int type, String value) {
    Exposition scrape = pollWith("gpu0.field.74=" + value, "gpu0.field.74.type=" + type);

    assertThat(scrape.readings(0)).isEqualTo(healthy.readings(0));
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", 1.0));
  }

  // ---- MIG ----

  @Test
  void mig_switchedOnAndOff_seriesComeAndGo() {
    String[] two = {
      "gpu0.mig=1", "gpu0.mig0.uuid=MIG-a", "gpu0.mig0.used=10", "gpu0.mig3.uuid=MIG-b"
    };
    assertThat(pollWith(two).readings(0))
        .isEqualTo(healthyBut(
            Map.of(
                "mig_memory_used_bytes{mig_uuid=\"MIG-a\",profile=\"1g.10gb\"}", 10.0,
                "mig_memory_total_bytes{mig_uuid=\"MIG-a\",profile=\"1g.10gb\"}", 10_737_418_240.0,
                "mig_memory_used_bytes{mig_uuid=\"MIG-b\",profile=\"1g.10gb\"}", 0.0,
                "mig_memory_total_bytes{mig_uuid=\"MIG-b\",profile=\"1g.10gb\"}", 10_737_418_240.0),
            "utilization_percent",
            "memory_copy_utilization_percent"));

    Exposition other = pollWith(
        "gpu0.mig=1", "gpu0.mig0.uuid=MIG-c", "gpu0.mig0.name=no profile", "gpu0.mig0.total=20");
    assertThat(other.readings(0).keySet())
        .filteredOn(name -> name.startsWith("mig"))
        .containsExactly(
            "mig_memory_total_bytes{mig_uuid=\"MIG-c\",profile=\"no profile\"}",
            "mig_memory_used_bytes{mig_uuid=\"MIG-c\",profile=\"no profile\"}");

    assertThat(pollWith().readings(0)).isEqualTo(healthy.readings(0));
    assertThat(service.scrape().errors()).isEmpty();
  }

  @Test
  void migMemory_ofTheSecondCallOnly_isTheSame() {
    Exposition scrape = pollWith(
        "gpu0.mig=1", "gpu0.mig0.uuid=MIG-a", "gpu0.mig0.used=10", "gpu0.mig0.rc.MemoryInfo=3");

    assertThat(scrape.readings(0))
        .containsEntry("mig_memory_used_bytes{mig_uuid=\"MIG-a\",profile=\"1g.10gb\"}", 10.0)
        .containsEntry(
            "mig_memory_total_bytes{mig_uuid=\"MIG-a\",profile=\"1g.10gb\"}", 10_737_418_240.0);
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void migInstance_thatFails_costsItselfOnly() {
    Exposition scrape =
        pollWith("gpu0.mig=1", "gpu0.mig0.uuid=MIG-a", "gpu0.mig0.rc=999", "gpu0.mig1.uuid=MIG-b");

    assertThat(scrape.readings(0).keySet())
        .filteredOn(name -> name.startsWith("mig_memory_used"))
        .containsExactly("mig_memory_used_bytes{mig_uuid=\"MIG-b\",profile=\"1g.10gb\"}");
    assertThat(scrape.readings(0)).containsEntry("up", 1.0);
    assertThat(scrape.errors()).isEqualTo(Map.of("unknown", 1.0));
  }
}
