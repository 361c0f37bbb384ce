package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each return code costs: a reading, the device, or nothing. */
class ReturnCodesNvmlTest extends FaultsNvmlFixture {

  /** What a code means when one call of a device returns it. */
  enum Effect {
    READING_ABSENT,
    READING_UNSUPPORTED,
    DEVICE_DOWN
  }

  private static final String CODES = """
      1, uninitialized, DEVICE_DOWN
      2, invalid_argument, READING_ABSENT
      3, not_supported, READING_UNSUPPORTED
      4, no_permission, READING_ABSENT
      5, already_initialized, READING_ABSENT
      6, not_found, READING_ABSENT
      7, insufficient_size, READING_ABSENT
      8, insufficient_power, READING_ABSENT
      9, driver_not_loaded, READING_ABSENT
      10, timeout, READING_ABSENT
      11, irq_issue, READING_ABSENT
      12, library_not_found, READING_ABSENT
      13, function_not_found, READING_UNSUPPORTED
      14, corrupted_inforom, READING_ABSENT
      15, gpu_is_lost, DEVICE_DOWN
      16, reset_required, DEVICE_DOWN
      17, operating_system, READING_ABSENT
      18, lib_rm_version_mismatch, READING_ABSENT
      19, in_use, READING_ABSENT
      20, memory, READING_ABSENT
      21, no_data, READING_ABSENT
      22, vgpu_ecc_not_supported, READING_ABSENT
      23, insufficient_resources, READING_ABSENT
      24, freq_not_supported, READING_ABSENT
      25, argument_version_mismatch, READING_ABSENT
      26, deprecated, READING_ABSENT
      27, not_ready, READING_ABSENT
      28, gpu_not_found, DEVICE_DOWN
      29, invalid_state, READING_ABSENT
      30, reset_type_not_supported, READING_ABSENT
      31, other, READING_ABSENT
      999, unknown, READING_ABSENT
      12345, other, READING_ABSENT
      0xFFFFFFF9, other, READING_ABSENT
      """;

  @ParameterizedTest
  @CsvSource(textBlock = CODES)
  void code_ofOneFunction_costsItsReadingOrTheDevice(String code, String reason, Effect effect) {
    Exposition scrape = pollWith("gpu0.rc.PowerUsage=" + code);

    if (effect == Effect.DEVICE_DOWN) {
      assertDown(scrape, reason);
    } else {
      assertThat(scrape.readings(0)).isEqualTo(healthyBut(Map.of(), "power_watts"));
    }
    assertThat(scrape.errors())
        .isEqualTo(effect == Effect.READING_UNSUPPORTED ? Map.of() : Map.of(reason, 1.0));
    assertOtherIsWell(scrape);
  }

  @ParameterizedTest
  @CsvSource(textBlock = CODES)
  void code_ofAllFunctions_isADeviceThatIsDown(String code, String reason, Effect effect) {
    Exposition scrape = pollWith("gpu0.rc=" + code);

    assertDown(scrape, reason);
    assertThat(scrape.errors())
        .isEqualTo(effect == Effect.READING_UNSUPPORTED ? Map.of() : Map.of(reason, 1.0));
    assertOtherIsWell(scrape);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 17, 999, 12345})
  void code_ofAllReadings_isADeviceThatIsDown(int code) {
    List<String> settings = new ArrayList<>();
    for (String function : List.of(
        "UtilizationRates",
        "MemoryInfo",
        "Temperature",
        "PowerUsage",
        "TotalEnergyConsumption",
        "ClockInfo",
        "CurrentClocksThrottleReasons",
        "TotalEccErrors",
        "FieldValues",
        "MigMode",
        "ComputeRunningProcesses")) {
      settings.add("gpu0.rc." + function + "=" + code);
    }

    Exposition scrape = pollWith(settings.toArray(String[]::new));

    assertDown(scrape, CallResult.of(code).reason());
    // Clocks and ECC errors are two calls each.
    assertThat(scrape.errors()).isEqualTo(Map.of(CallResult.of(code).reason(), 13.0));
    assertOtherIsWell(scrape);
  }

  @Test
  void lostDevice_poll_countsOneErrorEachTime() {
    pollWith("gpu0.rc=15");
    service.poll();
    Exposition scrape = pollWith("gpu0.rc=15");

    assertDown(scrape, "gpu_is_lost");
    assertThat(scrape.errors()).isEqualTo(Map.of("gpu_is_lost", 3.0));
    assertOtherIsWell(scrape);
  }

  @Test
  void lostDevice_thatTheLibraryKnowsByHeart_isDown() {
    Exposition scrape = pollWith("gpu0.rc.UtilizationRates=15");

    assertDown(scrape, "gpu_is_lost");
    assertThat(scrape.errors()).isEqualTo(Map.of("gpu_is_lost", 1.0));
  }

  @Test
  void deniedDevice_thatNeverAnswered_hasNoSeries() {
    service.stop();
    driver.says("count=2", "gpu0.rc.HandleByIndex=4", "gpu1.power=99000", "gpu1.energy=7000");
    service.startManual("enable=PROCESS_MEMORY");

    Exposition scrape = service.scrape();

    assertThat(scrape.device(0)).isEmpty();
    assertThat(scrape.errors()).isEqualTo(Map.of("no_permission", 1.0));
    assertOtherIsWell(scrape);
  }

  @Test
  void deniedDevice_thatAnsweredBefore_isDown() {
    Exposition scrape = pollWith("gpu0.rc.HandleByIndex=4");

    assertDown(scrape, "no_permission");
    assertThat(scrape.errors()).isEqualTo(Map.of("no_permission", 1.0));
    assertOtherIsWell(scrape);
  }

  // ---- readings that are not supported ----

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      UtilizationRates | utilization_percent memory_copy_utilization_percent
      Temperature | temperature_celsius
      TotalEnergyConsumption | energy_joules_total
      ClockInfo | sm_clock_hertz memory_clock_hertz
      TotalEccErrors | ecc_errors_total{kind="corrected"} ecc_errors_total{kind="uncorrected"}
      FieldValues | pcie_bytes_total{direction="transmit"}
      """)
  void reading_notSupported_isAbsentAndNoError(String function, String gone) {
    Exposition scrape = pollWith("gpu0.rc." + function + "=3");

    assertThat(scrape.readings(0)).isEqualTo(healthyBut(Map.of(), gone.split(" ", -1)));
    assertThat(scrape.errors()).isEmpty();
    assertOtherIsWell(scrape);
  }

  @Test
  void memory_ofTheSecondCallOnly_isTheSame() {
    Exposition scrape = pollWith("gpu0.rc.MemoryInfo=3");

    assertThat(scrape.readings(0))
        .isEqualTo(healthy.readings(0))
        .containsEntry("memory_total_bytes", 85_520_809_984.0)
        .containsEntry("memory_used_bytes", 40_563_085_312.0)
        .containsEntry("memory_free_bytes", 44_957_724_672.0);
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void memory_ofNeitherCall_isAbsent() {
    Exposition scrape = pollWith("gpu0.rc.MemoryInfo=3", "gpu0.rc.MemoryInfo_v2=3");

    assertThat(scrape.readings(0))
        .isEqualTo(
            healthyBut(Map.of(), "memory_total_bytes", "memory_used_bytes", "memory_free_bytes"));
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void throttleReasons_ofTheNewerCallOnly_areNotAskedForWhereTheOlderOneExists() {
    Exposition scrape = pollWith("gpu0.rc.CurrentClocksThrottleReasons=3");

    assertThat(scrape.readings(0).keySet()).noneMatch(name -> name.startsWith("throttle_active"));
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void field_thatFails_costsItselfOnly() {
    Exposition scrape =
        pollWith("gpu0.field.197.rc=999", "gpu0.field.198=77", "gpu0.field.144.rc=2");

    assertThat(scrape.readings(0))
        .isEqualTo(healthyBut(
            Map.of("pcie_bytes_total{direction=\"receive\"}", 77.0),
            "pcie_bytes_total{direction=\"transmit\"}"));
    assertThat(scrape.errors()).isEqualTo(Map.of("unknown", 1.0));
  }
}
