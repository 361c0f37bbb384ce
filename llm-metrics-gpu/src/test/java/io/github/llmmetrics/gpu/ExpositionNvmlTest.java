package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is exposed of two devices, one of which tells all that there is; and what it takes to ask them. */
@Timeout(120)
class ExpositionNvmlTest {

  private static final String[] DEVICES = {
    "count=2",
    "driver=575.57.08",
    "gpu0.name=NVIDIA H100 80GB HBM3",
    "gpu0.uuid=GPU-5a3c",
    "gpu0.pci=00000000:3B:00.0",
    "gpu0.util=93",
    "gpu0.memutil=41",
    "gpu0.total=80000000000",
    "gpu0.used=60000000000",
    "gpu0.reserved=500000000",
    "gpu0.temp=71",
    "gpu0.power=698765",
    "gpu0.energy=123456789",
    "gpu0.clk.sm=1755",
    "gpu0.clk.mem=2619",
    "gpu0.ecc.vc=12",
    "gpu0.ecc.vu=1",
    "gpu0.ecc.ac=1000",
    "gpu0.ecc.au=1000",
    // Idle, software power cap, hardware thermal, and one that nobody knows.
    "gpu0.reasons=0x80000000000045",
    "gpu0.procs=4242:1073741824,77:2048",
    "gpu0.field.74=1500000000",
    "gpu0.field.76=0",
    "gpu0.field.269=250000000",
    "gpu0.field.270=1",
    "gpu0.field.271=3000000000",
    "gpu0.field.138=1024",
    "gpu0.field.139=2048",
    "gpu0.field.144=1",
    "gpu0.field.144.type=1",
    "gpu0.field.145=0",
    "gpu0.field.145.type=1",
    "gpu0.field.197=111",
    "gpu0.field.198=222",
    "gpu1.power=99000",
    "gpu1.mig=1",
    "gpu1.mig0.uuid=MIG-1a",
    "gpu1.mig0.used=123",
    "gpu1.mig5.uuid=MIG-1b",
    "gpu1.mig5.name=NVIDIA A100-SXM4-40GB MIG 3g.20gb",
    "gpu1.mig5.total=20000",
    "gpu1.mig5.used=5000"
  };

  @TempDir
  static Path work;

  private static StandIn driver;
  private static TestService service;

  @BeforeAll
  static void launch() {
    driver = StandIn.of(StandIn.Kind.FULL, work);
    driver.says(DEVICES);
    service = TestService.with(driver).launch();
  }

  @AfterAll
  static void end() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void layout_isThatOfTheBinding() {
    assertThat(service.ask("layout")).isEqualTo("""
        nvmlUtilization_t 8 gpu@0 memory@4
        nvmlMemory_t 24 total@0 free@8 used@16
        nvmlMemory_v2_t 40 version@0 total@8 reserved@16 free@24 used@32
        nvmlPciInfo_t 68 busIdLegacy@0 domain@16 busId@36
        nvmlFieldValue_t 40 fieldId@0 scopeId@4 timestamp@8 latencyUsec@16 valueType@24\
         nvmlReturn@28 value@32
        nvmlProcessInfo_v2_t 24 pid@0 usedGpuMemory@8
        nvmlEventData_t 32 device@0 eventType@8 eventData@16""");
  }

  @Test
  void layout_isWhatTheMemoryOfADeviceGoesBy() {
    assertThat(service.ask("layout"))
        .contains(
            "nvmlUtilization_t " + NvmlMemory.UTILIZATION_SIZE + " ",
            "nvmlMemory_t " + NvmlMemory.MEMORY_SIZE + " ",
            "nvmlMemory_v2_t " + NvmlMemory.MEMORY_V2_SIZE + " ",
            "nvmlPciInfo_t " + NvmlMemory.PCI_INFO_SIZE + " ",
            "nvmlFieldValue_t " + NvmlMemory.FIELD_SIZE + " ",
            "nvmlProcessInfo_v2_t " + NvmlMemory.PROCESS_SIZE + " ");
  }

  @Test
  void exposition_ofTwoDevices_isAllThatTheyTell() {
    driver.says(DEVICES);
    service.start("interval=PT0.05S", "enable=PROCESS_MEMORY");

    Exposition scrape = service.await(now ->
        assertThat(now.text()).contains("llm_gpu_driver_up 1.0", "xid_errors_total{gpu_id=\"1\""));
    service.stop();

    assertThat(scrape.withoutTimes()).isEqualTo("""
        # HELP llm_gpu_info one series a device: who it is
        # TYPE llm_gpu_info gauge
        llm_gpu_info{driver_version="575.57.08",gpu_id="0",name="NVIDIA H100 80GB HBM3",pci_bus_id="00000000:3B:00.0",uuid="GPU-5a3c"} 1
        llm_gpu_info{driver_version="575.57.08",gpu_id="1",name="Stand-in H100 80GB HBM3",pci_bus_id="00000000:02:00.0",uuid="GPU-00000000-0000-0000-0000-000000000001"} 1
        # HELP llm_gpu_driver_up NVML answers; always there once the poller was started
        # TYPE llm_gpu_driver_up gauge
        llm_gpu_driver_up 1.0
        # HELP llm_gpu_ecc_errors_total ECC errors since the driver was loaded: corrected, uncorrected
        # TYPE llm_gpu_ecc_errors_total counter
        llm_gpu_ecc_errors_total{gpu_id="0",kind="corrected"} 12.0
        llm_gpu_ecc_errors_total{gpu_id="0",kind="uncorrected"} 1.0
        llm_gpu_ecc_errors_total{gpu_id="1",kind="corrected"} 0.0
        llm_gpu_ecc_errors_total{gpu_id="1",kind="uncorrected"} 0.0
        # HELP llm_gpu_energy_joules_total energy used since the driver was loaded
        # TYPE llm_gpu_energy_joules_total counter
        llm_gpu_energy_joules_total{gpu_id="0"} 123456.789
        llm_gpu_energy_joules_total{gpu_id="1"} 0.0
        # HELP llm_gpu_last_poll_timestamp_seconds when the last good poll ended
        # TYPE llm_gpu_last_poll_timestamp_seconds gauge
        llm_gpu_last_poll_timestamp_seconds (varies)
        # HELP llm_gpu_memory_clock_hertz memory clock
        # TYPE llm_gpu_memory_clock_hertz gauge
        llm_gpu_memory_clock_hertz{gpu_id="0"} 2.619E9
        llm_gpu_memory_clock_hertz{gpu_id="1"} 2.619E9
        # HELP llm_gpu_memory_copy_utilization_percent share of the last sampling period in which device memory was read or written
        # TYPE llm_gpu_memory_copy_utilization_percent gauge
        llm_gpu_memory_copy_utilization_percent{gpu_id="0"} 41.0
        # HELP llm_gpu_memory_free_bytes device memory free
        # TYPE llm_gpu_memory_free_bytes gauge
        llm_gpu_memory_free_bytes{gpu_id="0"} 1.95E10
        llm_gpu_memory_free_bytes{gpu_id="1"} 8.4957724672E10
        # HELP llm_gpu_memory_total_bytes device memory present
        # TYPE llm_gpu_memory_total_bytes gauge
        llm_gpu_memory_total_bytes{gpu_id="0"} 8.0E10
        llm_gpu_memory_total_bytes{gpu_id="1"} 8.5520809984E10
        # HELP llm_gpu_memory_used_bytes device memory in use
        # TYPE llm_gpu_memory_used_bytes gauge
        llm_gpu_memory_used_bytes{gpu_id="0"} 6.05E10
        llm_gpu_memory_used_bytes{gpu_id="1"} 5.63085312E8
        # HELP llm_gpu_mig_memory_total_bytes memory of a MIG instance
        # TYPE llm_gpu_mig_memory_total_bytes gauge
        llm_gpu_mig_memory_total_bytes{gpu_id="1",mig_uuid="MIG-1a",profile="1g.10gb"} 1.073741824E10
        llm_gpu_mig_memory_total_bytes{gpu_id="1",mig_uuid="MIG-1b",profile="3g.20gb"} 20000.0
        # HELP llm_gpu_mig_memory_used_bytes memory used by a MIG instance (a name of its own: a sum over devices must not count it twice)
        # TYPE llm_gpu_mig_memory_used_bytes gauge
        llm_gpu_mig_memory_used_bytes{gpu_id="1",mig_uuid="MIG-1a",profile="1g.10gb"} 123.0
        llm_gpu_mig_memory_used_bytes{gpu_id="1",mig_uuid="MIG-1b",profile="3g.20gb"} 5000.0
        # HELP llm_gpu_nvlink_bytes_total NVLink traffic, all links
        # TYPE llm_gpu_nvlink_bytes_total counter
        llm_gpu_nvlink_bytes_total{direction="receive",gpu_id="0"} 2097152.0
        llm_gpu_nvlink_bytes_total{direction="transmit",gpu_id="0"} 1048576.0
        # HELP llm_gpu_pcie_bytes_total PCIe traffic; direction = receive, transmit
        # TYPE llm_gpu_pcie_bytes_total counter
        llm_gpu_pcie_bytes_total{direction="receive",gpu_id="0"} 222.0
        llm_gpu_pcie_bytes_total{direction="transmit",gpu_id="0"} 111.0
        # HELP llm_gpu_poll_duration_seconds how long the last poll took
        # TYPE llm_gpu_poll_duration_seconds gauge
        llm_gpu_poll_duration_seconds (varies)
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
        # HELP llm_gpu_power_watts power draw
        # TYPE llm_gpu_power_watts gauge
        llm_gpu_power_watts{gpu_id="0"} 698.765
        llm_gpu_power_watts{gpu_id="1"} 99.0
        # HELP llm_gpu_process_memory_used_bytes memory used by a process; off by default
        # TYPE llm_gpu_process_memory_used_bytes gauge
        llm_gpu_process_memory_used_bytes{gpu_id="0",pid="4242"} 1.073741824E9
        llm_gpu_process_memory_used_bytes{gpu_id="0",pid="77"} 2048.0
        # HELP llm_gpu_row_remap_state row remapping pending, failed
        # TYPE llm_gpu_row_remap_state gauge
        llm_gpu_row_remap_state{gpu_id="0",state="failed"} 0.0
        llm_gpu_row_remap_state{gpu_id="0",state="pending"} 1.0
        # HELP llm_gpu_sm_clock_hertz SM clock
        # TYPE llm_gpu_sm_clock_hertz gauge
        llm_gpu_sm_clock_hertz{gpu_id="0"} 1.755E9
        llm_gpu_sm_clock_hertz{gpu_id="1"} 1.98E9
        # HELP llm_gpu_temperature_celsius core temperature
        # TYPE llm_gpu_temperature_celsius gauge
        llm_gpu_temperature_celsius{gpu_id="0"} 71.0
        llm_gpu_temperature_celsius{gpu_id="1"} 30.0
        # HELP llm_gpu_throttle_active clocks are held down for this reason now
        # TYPE llm_gpu_throttle_active gauge
        llm_gpu_throttle_active{gpu_id="0",reason="application_clocks"} 0.0
        llm_gpu_throttle_active{gpu_id="0",reason="display_clock"} 0.0
        llm_gpu_throttle_active{gpu_id="0",reason="hw_power_brake"} 0.0
        llm_gpu_throttle_active{gpu_id="0",reason="hw_slowdown"} 0.0
        llm_gpu_throttle_active{gpu_id="0",reason="hw_thermal"} 1.0
        llm_gpu_throttle_active{gpu_id="0",reason="other"} 1.0
        llm_gpu_throttle_active{gpu_id="0",reason="sw_power_cap"} 1.0
        llm_gpu_throttle_active{gpu_id="0",reason="sw_thermal"} 0.0
        llm_gpu_throttle_active{gpu_id="0",reason="sync_boost"} 0.0
        llm_gpu_throttle_active{gpu_id="1",reason="application_clocks"} 0.0
        llm_gpu_throttle_active{gpu_id="1",reason="display_clock"} 0.0
        llm_gpu_throttle_active{gpu_id="1",reason="hw_power_brake"} 0.0
        llm_gpu_throttle_active{gpu_id="1",reason="hw_slowdown"} 0.0
        llm_gpu_throttle_active{gpu_id="1",reason="hw_thermal"} 0.0
        llm_gpu_throttle_active{gpu_id="1",reason="other"} 0.0
        llm_gpu_throttle_active{gpu_id="1",reason="sw_power_cap"} 0.0
        llm_gpu_throttle_active{gpu_id="1",reason="sw_thermal"} 0.0
        llm_gpu_throttle_active{gpu_id="1",reason="sync_boost"} 0.0
        # HELP llm_gpu_throttle_seconds_total time that clocks were held down
        # TYPE llm_gpu_throttle_seconds_total counter
        llm_gpu_throttle_seconds_total{gpu_id="0",reason="hw_power_brake"} 3.0
        llm_gpu_throttle_seconds_total{gpu_id="0",reason="hw_thermal"} 1.0E-9
        llm_gpu_throttle_seconds_total{gpu_id="0",reason="sw_power_cap"} 1.5
        llm_gpu_throttle_seconds_total{gpu_id="0",reason="sw_thermal"} 0.25
        llm_gpu_throttle_seconds_total{gpu_id="0",reason="sync_boost"} 0.0
        # HELP llm_gpu_up the device answered at the last poll
        # TYPE llm_gpu_up gauge
        llm_gpu_up{gpu_id="0"} 1.0
        llm_gpu_up{gpu_id="1"} 1.0
        # HELP llm_gpu_utilization_percent share of the last sampling period in which a kernel ran
        # TYPE llm_gpu_utilization_percent gauge
        llm_gpu_utilization_percent{gpu_id="0"} 93.0
        # HELP llm_gpu_xid_errors_total XID events seen since the poller started
        # TYPE llm_gpu_xid_errors_total counter
        llm_gpu_xid_errors_total{gpu_id="0",xid="109"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="110"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="119"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="120"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="13"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="136"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="140"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="143"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="144"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="145"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="146"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="147"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="148"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="149"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="150"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="154"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="156"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="157"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="158"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="31"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="43"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="45"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="46"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="48"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="61"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="62"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="63"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="64"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="74"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="79"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="92"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="94"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="95"} 0.0
        llm_gpu_xid_errors_total{gpu_id="0",xid="other"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="109"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="110"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="119"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="120"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="13"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="136"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="140"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="143"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="144"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="145"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="146"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="147"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="148"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="149"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="150"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="154"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="156"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="157"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="158"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="31"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="43"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="45"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="46"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="48"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="61"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="62"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="63"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="64"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="74"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="79"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="92"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="94"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="95"} 0.0
        llm_gpu_xid_errors_total{gpu_id="1",xid="other"} 0.0""");
  }

  /** The calls of one poll that starts with these groups off. */
  private static List<String> callsOfAPoll(String settings) {
    driver.says(DEVICES);
    service.startManual(settings);
    int before = driver.calls().size();
    driver.says(with(DEVICES, driver.logsCalls()));
    service.poll();
    List<String> all = driver.calls();
    driver.says(DEVICES);
    service.stop();
    return all.subList(before, all.size());
  }

  private static String[] with(String[] settings, String more) {
    return Stream.concat(Arrays.stream(settings), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void calls_withoutGroups_areTheBasicOnes() {
    assertThat(callsOfAPoll("disable=THROTTLING,ECC,ROW_REMAP,PCIE,NVLINK,MIG"))
        .containsExactly(
            "nvmlDeviceGetCount_v2 -",
            "nvmlDeviceGetHandleByIndex_v2 0",
            "nvmlDeviceGetUUID 0",
            "nvmlDeviceGetUtilizationRates 0",
            "nvmlDeviceGetMemoryInfo 0",
            "nvmlDeviceGetTemperature 0",
            "nvmlDeviceGetPowerUsage 0",
            "nvmlDeviceGetTotalEnergyConsumption 0",
            "nvmlDeviceGetClockInfo 0",
            "nvmlDeviceGetClockInfo 0",
            "nvmlDeviceGetHandleByIndex_v2 1",
            "nvmlDeviceGetUUID 1",
            "nvmlDeviceGetUtilizationRates 1",
            "nvmlDeviceGetMemoryInfo 1",
            "nvmlDeviceGetTemperature 1",
            "nvmlDeviceGetPowerUsage 1",
            "nvmlDeviceGetTotalEnergyConsumption 1",
            "nvmlDeviceGetClockInfo 1",
            "nvmlDeviceGetClockInfo 1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      THROTTLING | nvmlDeviceGetCurrentClocksThrottleReasons
      ECC | nvmlDeviceGetTotalEccErrors
      MIG | nvmlDeviceGetMigMode nvmlDeviceGetMaxMigDeviceCount nvmlDeviceGetMigDeviceHandleByIndex
      PROCESS_MEMORY | nvmlDeviceGetComputeRunningProcesses_v3
      THROTTLING,ROW_REMAP,PCIE,NVLINK | nvmlDeviceGetFieldValues
      """)
  void calls_ofAGroup_areThereOnlyIfItIsOn(String group, String functions) {
    assertThat(functionsOf(callsOfAPoll("enable=PROCESS_MEMORY")))
        .contains(functions.split(" ", -1));
    assertThat(functionsOf(callsOfAPoll("disable=" + group)))
        .doesNotContain(functions.split(" ", -1));
  }

  private static List<String> functionsOf(List<String> calls) {
    return calls.stream().map(call -> call.split(" ", -1)[0]).toList();
  }

  @Test
  void calls_ofAWholeLife_pairInitAndShutdown_andNeverSampleThePcieBus() {
    driver.says(with(DEVICES, driver.logsCalls()));
    int before = driver.calls().size();
    service.start("interval=PT0.01S", "enable=PROCESS_MEMORY");
    service.await(now -> assertThat(now.text()).contains("xid_errors_total{gpu_id=\"1\""));
    service.stop();

    List<String> all = driver.calls();
    List<String> functions = functionsOf(all.subList(before, all.size()));
    assertThat(functions).doesNotContain("nvmlDeviceGetPcieThroughput");
    assertThat(functions).first().isEqualTo("nvmlInit_v2");
    assertThat(functions).last().isEqualTo("nvmlShutdown");
    assertThat(functions).containsOnlyOnce("nvmlInit_v2", "nvmlShutdown");
    assertThat(functions)
        .filteredOn("nvmlEventSetFree"::equals)
        .hasSameSizeAs(functions.stream().filter("nvmlEventSetCreate"::equals).toList())
        .isNotEmpty();
    assertThat(service.ask("threads")).doesNotContain("llm-metrics-gpu");
  }

  @Test
  void libraries_areNvmlAndNothingOfCuda() {
    service.startManual();
    service.stop();

    assertThat(service.ask("libraries"))
        .contains("/libjninvml.so", "/libnvidia-ml.so.1")
        .doesNotContain("libjnicudart", "libcudart", "libcuda.so");
  }
}
