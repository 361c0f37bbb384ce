package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults of the driver, one after the other in one JVM, each polled once. Device 0 has the fault, device 1 does not, and
 * when it ends all is as it was before.
 */
@Timeout(120)
class FaultsNvmlTest {

  private static final String LAST_POLL = "llm_gpu_last_poll_timestamp_seconds";

  private static final String[] HEALTHY = {
    "count=2",
    "gpu0.power=412345",
    "gpu0.util=93",
    "gpu0.used=40000000000",
    "gpu0.energy=5000",
    "gpu0.ecc.vc=3",
    "gpu0.field.197=1000",
    "gpu1.power=99000",
    "gpu1.energy=7000"
  };

  @TempDir
  static Path work;

  private static StandIn driver;
  private static TestService service;
  private Exposition healthy;

  @BeforeAll
  static void launch() {
    driver = StandIn.of(StandIn.Kind.FULL, work);
    service = TestService.with(driver).launch();
  }

  @BeforeEach
  void start() {
    driver.says(HEALTHY);
    service.startManual("enable=PROCESS_MEMORY");
    healthy = service.scrape();
    assertThat(healthy.errors()).isEmpty();
  }

  @AfterEach
  void endFault() {
    driver.says(HEALTHY);
    service.poll();
    Exposition recovered = service.scrape();
    assertThat(recovered.device(0)).isEqualTo(healthy.device(0));
    assertThat(recovered.device(1)).isEqualTo(healthy.device(1));
    assertThat(recovered.series()).containsEntry("llm_gpu_driver_up", 1.0);
    service.stop();
  }

  @AfterAll
  static void end() {
    if (service != null) {
      service.close();
    }
  }

  /** Polls once with settings beside the healthy ones. */
  private static Exposition pollWith(String... settings) {
    List<String> all = new ArrayList<>(List.of(HEALTHY));
    all.addAll(List.of(settings));
    return service.poll(driver, all.toArray(String[]::new));
  }

  /** Series of device 0, changed in a few: null for one that is gone. */
  private Map<String, Double> healthyBut(Map<String, Double> changes, String... gone) {
    Map<String, Double> expected = new TreeMap<>(healthy.readings(0));
    expected.putAll(changes);
    Arrays.asList(gone).forEach(name -> assertThat(expected.remove(name)).isNotNull());
    return expected;
  }

  private void assertDown(Exposition scrape) {
    Map<String, Double> expected = new TreeMap<>(healthy.readings(0));
    expected.keySet().removeIf(name -> !name.startsWith("info{"));
    expected.put("up", 0.0);
    assertThat(scrape.readings(0)).isEqualTo(expected);
  }

  private void assertOtherIsWell(Exposition scrape) {
    assertThat(scrape.device(1)).isEqualTo(healthy.device(1));
    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 1.0);
  }

  // ---- return codes ----

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
      assertDown(scrape);
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

    assertDown(scrape);
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

    assertDown(scrape);
    // Clocks and ECC errors are two calls each.
    assertThat(scrape.errors()).isEqualTo(Map.of(CallResult.of(code).reason(), 13.0));
    assertOtherIsWell(scrape);
  }

  @Test
  void lostDevice_poll_countsOneErrorEachTime() {
    pollWith("gpu0.rc=15");
    service.poll();
    Exposition scrape = pollWith("gpu0.rc=15");

    assertDown(scrape);
    assertThat(scrape.errors()).isEqualTo(Map.of("gpu_is_lost", 3.0));
    assertOtherIsWell(scrape);
  }

  @Test
  void lostDevice_thatTheLibraryKnowsByHeart_isDown() {
    Exposition scrape = pollWith("gpu0.rc.UtilizationRates=15");

    assertDown(scrape);
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

    assertDown(scrape);
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
    assertDown(scrape);
  }

  @Test
  void processCount_thatCannotBeTrue_isAnErrorWithoutSeries() {
    Exposition scrape = pollWith("gpu0.procs=1:1000", "gpu0.nproc=2147483648");

    assertThat(scrape.readings(0)).isEqualTo(healthy.readings(0));
    assertThat(scrape.errors()).isEqualTo(Map.of("insufficient_size", 1.0));
  }

  @Test
  void processMemory_thatTheDriverDoesNotTell_isAbsent() {
    Exposition scrape = pollWith("gpu0.procs=7:1000,8:18446744073709551615,4294967295:5,7:24");

    assertThat(scrape.readings(0))
        .isEqualTo(healthyBut(Map.of(
            "process_memory_used_bytes{pid=\"7\"}", 1024.0,
            "process_memory_used_bytes{pid=\"4294967295\"}", 5.0)));
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void migCount_thatCannotBeTrue_isCut() {
    Exposition scrape =
        pollWith("gpu0.mig=1", "gpu0.migmax=4294967295", "gpu0.mig15.uuid=MIG-last");

    assertThat(scrape.readings(0))
        .containsKey("mig_memory_total_bytes{mig_uuid=\"MIG-last\",profile=\"1g.10gb\"}");
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void text_thatIsNotPrintable_isMadeSo() {
    Exposition scrape = pollWith("gpu0.name=\u0001\u007fé", "gpu0.uuid=", "gpu0.pci=a\"b\\c");

    assertThat(scrape.device(0))
        .containsEntry(
            "llm_gpu_info{driver_version=\"580.95.05\",gpu_id=\"0\",name=\"????\","
                + "pci_bus_id=\"a\\\"b\\\\c\",uuid=\"unknown\"}",
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
  void counter_ofAllBits_isExactToADouble() {
    Exposition scrape = pollWith(
        "gpu0.energy=18446744073709551615",
        "gpu0.ecc.vc=18446744073709551615",
        "gpu0.ecc.vu=9223372036854775808",
        "gpu0.field.197=18446744073709551615",
        "gpu0.field.74=18446744073709551615",
        "gpu0.field.138=18446744073709551615");

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
  void migInstance_thatFails_costsItselfOnly() {
    Exposition scrape =
        pollWith("gpu0.mig=1", "gpu0.mig0.uuid=MIG-a", "gpu0.mig0.rc=999", "gpu0.mig1.uuid=MIG-b");

    assertThat(scrape.readings(0).keySet())
        .filteredOn(name -> name.startsWith("mig_memory_used"))
        .containsExactly("mig_memory_used_bytes{mig_uuid=\"MIG-b\",profile=\"1g.10gb\"}");
    assertThat(scrape.readings(0)).containsEntry("up", 1.0);
    assertThat(scrape.errors()).isEqualTo(Map.of("unknown", 1.0));
  }

  // ---- the driver as a whole ----

  @Test
  void count_ofNone_leavesTheDriverUpAndTheDevicesDown() {
    Exposition scrape = pollWith("count=0");

    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 1.0);
    assertDown(scrape);
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void count_ofSixteen_exposesSixteen() {
    Exposition scrape = pollWith("count=16");

    for (int gpu = 0; gpu < 16; gpu++) {
      assertThat(scrape.readings(gpu)).containsEntry("up", 1.0).containsKey("power_watts");
    }
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void count_thatChanges_devicesComeAndGo() {
    Exposition one = pollWith("count=1");
    assertThat(one.readings(0)).isEqualTo(healthy.readings(0));
    assertThat(one.readings(1)).containsEntry("up", 0.0).doesNotContainKey("power_watts");

    Exposition three = pollWith("count=3");
    assertOtherIsWell(three);
    assertThat(three.readings(2)).containsEntry("up", 1.0).containsEntry("power_watts", 70.0);
    assertThat(three.errors()).isEmpty();
  }

  @Test
  void device_replacedAtItsIndex_isAnotherInTheInfo() {
    Exposition scrape = pollWith("gpu0.uuid=GPU-other", "gpu0.name=Another", "gpu0.pci=0:0:0");

    assertThat(scrape.device(0).keySet())
        .filteredOn(name -> name.startsWith("llm_gpu_info"))
        .containsExactly("llm_gpu_info{driver_version=\"580.95.05\",gpu_id=\"0\","
            + "name=\"Another\",pci_bus_id=\"0:0:0\",uuid=\"GPU-other\"}");
    assertThat(scrape.errors()).isEmpty();
    assertOtherIsWell(scrape);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 9, 15, 999, 31})
  void count_thatFails_isADriverThatIsDown(int code) {
    Exposition scrape = pollWith("count.rc=" + code);

    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 0.0);
    assertDown(scrape);
    assertThat(scrape.readings(1)).containsEntry("up", 0.0).doesNotContainKey("power_watts");
    assertThat(scrape.errors()).isEqualTo(Map.of(CallResult.of(code).reason(), 1.0));
  }

  @Test
  void driver_shutDownBesideUs_isOpenedAtTheNextPoll() {
    for (int i = 1; i <= 3; i++) {
      Exposition scrape = pollWith("uninitialized=" + i);

      assertThat(scrape.device(0)).isEqualTo(healthy.device(0));
      assertOtherIsWell(scrape);
      assertThat(scrape.errors()).isEmpty();
    }
  }

  @Test
  void driver_shutDownAndNotOpenedAgain_isDown() {
    Exposition scrape = pollWith("uninitialized=100", "init=999");

    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 0.0);
    assertDown(scrape);
    assertThat(scrape.errors()).isEqualTo(Map.of("unknown", 1.0));
  }

  @Test
  void driver_thatCannotBeOpenedAtFirst_isTriedAgainByItself() {
    service.stop();
    driver.says("init=9", "uninitialized=101");
    service.start("interval=PT1H", "retry=PT0.1S", "disable=XID", "enable=PROCESS_MEMORY");
    for (int code : IntStream.of(9, 18, 999).toArray()) {
      driver.says("init=" + code);
      Exposition scrape = service.await(
          now -> assertThat(now.errors()).containsKey(CallResult.of(code).reason()));
      assertThat(scrape.series())
          .containsEntry("llm_gpu_driver_up", 0.0)
          .doesNotContainKey(LAST_POLL);
      assertThat(scrape.device(0)).isEmpty();
    }

    driver.says(HEALTHY);

    Exposition scrape =
        service.await(now -> assertThat(now.series()).containsEntry("llm_gpu_driver_up", 1.0));
    assertThat(scrape.device(0)).isEqualTo(healthy.device(0));
    assertThat(scrape.errors())
        .containsOnlyKeys("driver_not_loaded", "lib_rm_version_mismatch", "unknown");
  }
}
