package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that say that they succeeded and write nothing: what was not written is absent and counted, never 0. */
class UnwrittenAnswersNvmlTest extends FaultsNvmlFixture {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      UtilizationRates | utilization_percent memory_copy_utilization_percent | 2
      MemoryInfo | memory_total_bytes memory_used_bytes memory_free_bytes | 1
      Temperature | temperature_celsius | 1
      PowerUsage | power_watts | 1
      TotalEnergyConsumption | energy_joules_total | 1
      ClockInfo | sm_clock_hertz memory_clock_hertz | 2
      TotalEccErrors | ecc_errors_total{kind="corrected"} ecc_errors_total{kind="uncorrected"} | 2
      FieldValues | pcie_bytes_total{direction="transmit"} | 11
      """)
  void reading_ofACallThatWritesNothing_isAbsentAndCounted(
      String function, String gone, double errors) {
    Exposition scrape = pollWith(untouched("gpu0.rc." + function));

    assertThat(scrape.readings(0)).isEqualTo(healthyBut(Map.of(), gone.split(" ", -1)));
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", errors));
    assertOtherIsWell(scrape);
  }

  private static String untouched(String key) {
    return key + "=" + StandIn.UNTOUCHED;
  }

  @Test
  void memory_ofASecondCallThatWritesNothing_isAbsentAndCounted() {
    Exposition scrape = pollWith("gpu0.rc.MemoryInfo=3", untouched("gpu0.rc.MemoryInfo_v2"));

    assertThat(scrape.readings(0))
        .isEqualTo(
            healthyBut(Map.of(), "memory_total_bytes", "memory_used_bytes", "memory_free_bytes"));
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", 1.0));
  }

  @Test
  void throttleReasons_ofACallThatWritesNothing_areAbsentAndCounted() {
    Exposition scrape = pollWith(untouched("gpu0.rc.CurrentClocksThrottleReasons"));

    assertThat(scrape.readings(0).keySet()).noneMatch(name -> name.startsWith("throttle_active"));
    assertThat(scrape.readings(0)).containsEntry("power_watts", 412.345);
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", 1.0));
  }

  @Test
  void field_thatTheDriverLeavesUntouched_isAbsentAndCounted() {
    Exposition scrape = pollWith(untouched("gpu0.field.197.rc"), "gpu0.field.198=77");

    assertThat(scrape.readings(0))
        .isEqualTo(healthyBut(
            Map.of("pcie_bytes_total{direction=\"receive\"}", 77.0),
            "pcie_bytes_total{direction=\"transmit\"}"));
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", 1.0));
  }

  @Test
  void handle_thatIsNotWritten_isADeviceThatIsDown() {
    Exposition scrape = pollWith(untouched("gpu0.rc.HandleByIndex"));

    assertDown(scrape, "implausible");
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", 1.0));
    assertOtherIsWell(scrape);
  }

  @Test
  void deviceCount_thatIsNotWritten_isADriverThatIsDown() {
    Exposition scrape = pollWith(untouched("count.rc"));

    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 0.0);
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", 1.0));
    assertDown(scrape, "implausible");
  }

  @Test
  void uuid_thatIsNotWritten_isTheOneBefore() {
    Exposition scrape = pollWith("gpu0.uuid=GPU-other", untouched("gpu0.rc.UUID"));

    assertThat(scrape.readings(0)).isEqualTo(healthy.readings(0));
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", 1.0));
  }

  @Test
  void nameAndPlace_thatAreNotWritten_areThoseBefore() {
    Exposition scrape =
        pollWith("gpu0.uuid=GPU-other", untouched("gpu0.rc.Name"), untouched("gpu0.rc.PciInfo_v3"));

    assertThat(scrape.readings(0).keySet())
        .filteredOn(name -> name.startsWith("info"))
        .singleElement()
        .asString()
        .contains("name=\"Stand-in H100 80GB HBM3\"", "pci_bus_id=\"00000000:01:00.0\"")
        .contains("uuid=\"GPU-other\"");
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", 2.0));
  }

  @ParameterizedTest
  @CsvSource({
    "gpu0.rc.MigMode, 1",
    "gpu0.rc.MaxMigDeviceCount, 1",
    "gpu0.rc.MigDeviceHandleByIndex, 7",
    "gpu0.mig0.rc.UUID, 1",
    "gpu0.mig0.rc.Name, 1",
    "gpu0.mig0.rc.MemoryInfo, 1"
  })
  void migInstance_ofACallThatWritesNothing_isAbsentAndCounted(String key, double errors) {
    Exposition scrape = pollWith("gpu0.mig=1", "gpu0.mig0.uuid=MIG-a", untouched(key));

    assertThat(scrape.readings(0).keySet()).noneMatch(name -> name.startsWith("mig"));
    assertThat(scrape.readings(0)).containsEntry("power_watts", 412.345);
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", errors));
  }

  @Test
  void processes_thatAreNotWritten_areAbsentAndCounted() {
    Exposition scrape = pollWith("gpu0.procs=7:1000", untouched("gpu0.rc.ComputeRunningProcesses"));

    assertThat(scrape.readings(0)).isEqualTo(healthy.readings(0));
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", 1.0));
  }

  @Test
  void processes_thatArePromisedAndNotWritten_leaveThoseThatAre() {
    Exposition scrape = pollWith("gpu0.procs=7:1000", "gpu0.nproc=5");

    assertThat(scrape.readings(0))
        .isEqualTo(healthyBut(Map.of("process_memory_used_bytes{pid=\"7\"}", 1000.0)));
    assertThat(scrape.errors()).isEqualTo(Map.of("implausible", 1.0));
  }
}
