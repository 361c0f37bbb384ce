package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers that have more and less functions, each in a JVM of its own: what is missing is absent, and nothing ends. */
@Timeout(120)
class DriverKindsNvmlTest {

  private static final String[] SETTINGS = {
    "gpu0.util=50",
    "gpu0.energy=1000",
    "gpu0.reasons=4",
    "gpu0.mig=1",
    "gpu0.mig0.uuid=MIG-a",
    "gpu0.procs=7:1024",
    "gpu0.field.197=5"
  };

  @TempDir
  private Path work;

  private static Set<String> families(Exposition scrape) {
    return scrape.device(0).keySet().stream()
        .map(name -> name.substring("llm_gpu_".length(), name.indexOf('{')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertUpWithoutErrors(Exposition scrape) {
    assertThat(scrape.series())
        .containsEntry("llm_gpu_driver_up", 1.0)
        .containsEntry("llm_gpu_up{gpu_id=\"0\"}", 1.0);
    assertThat(scrape.errors()).isEmpty();
  }

  @Test
  void oldDriver_tellsWhatItCan() {
    StandIn driver = StandIn.of(StandIn.Kind.OLD, work);
    driver.says(SETTINGS);
    try (TestService service = TestService.with(driver).launch()) {
      service.startManual("enable=PROCESS_MEMORY");

      Exposition scrape = service.scrape();

      assertUpWithoutErrors(scrape);
      // Without energy, fields and MIG instances; with memory by the first version of the call, and
      // processes by the second.
      assertThat(families(scrape))
          .containsExactly(
              "ecc_errors_total",
              "info",
              "memory_clock_hertz",
              "memory_free_bytes",
              "memory_total_bytes",
              "memory_used_bytes",
              "power_watts",
              "process_memory_used_bytes",
              "sm_clock_hertz",
              "temperature_celsius",
              "throttle_active",
              "up");
      assertThat(scrape.readings(0))
          .containsEntry("throttle_active{reason=\"sw_power_cap\"}", 1.0)
          .containsEntry("process_memory_used_bytes{pid=\"7\"}", 1024.0);

      driver.says("gpu0.rc.MemoryInfo=3", "gpu0.rc.CurrentClocksThrottleReasons=3");
      service.poll();
      assertUpWithoutErrors(service.scrape());
    }
  }

  @Test
  void bareDriver_isUpWithoutReadings() {
    StandIn driver = StandIn.of(StandIn.Kind.BARE, work);
    driver.says(SETTINGS);
    try (TestService service = TestService.with(driver).launch()) {
      service.start("interval=PT0.05S", "enable=PROCESS_MEMORY");

      Exposition scrape = service.await(DriverKindsNvmlTest::assertUpWithoutErrors);

      assertThat(scrape.readings(0))
          .isEqualTo(Map.of(
              "up",
              1.0,
              "info{driver_version=\"unknown\",name=\"unknown\",pci_bus_id=\"unknown\","
                  + "uuid=\"unknown\"}",
              1.0));
      service.stop();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1"})
  void newestDriver_isUp_alsoWhereAllIsBoundAtOnce(String bindNow) {
    StandIn driver = StandIn.of(StandIn.Kind.ALL, work);
    driver.says(SETTINGS);
    try (TestService service =
        TestService.with(driver).environment("LD_BIND_NOW", bindNow).launch()) {
      service.startManual("enable=PROCESS_MEMORY");

      Exposition scrape = service.scrape();

      assertUpWithoutErrors(scrape);
      assertThat(families(scrape))
          .contains("energy_joules_total", "mig_memory_used_bytes", "pcie_bytes_total");
    }
  }

  @Test
  void fullDriver_whereAllIsBoundAtOnce_isNotLoaded() {
    StandIn driver = StandIn.of(StandIn.Kind.FULL, work);
    try (TestService service =
        TestService.with(driver).environment("LD_BIND_NOW", "1").launch()) {
      service.start();

      assertThat(service.scrape().series()).containsEntry("llm_gpu_driver_up", 0.0);
      assertThat(service.scrape().errors()).isEqualTo(Map.of("not_loaded", 1.0));
      assertThat(service.log()).contains("undefined symbol: nvml");
    }
  }
}
