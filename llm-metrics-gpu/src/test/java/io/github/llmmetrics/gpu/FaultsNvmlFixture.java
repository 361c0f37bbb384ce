package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One fault after the other in one JVM, each polled once. Device 0 has the fault, device 1 does not, and when it ends all
 * is as it was before.
 */
@Timeout(120)
abstract class FaultsNvmlFixture {

  static final String LAST_POLL = "llm_gpu_last_poll_timestamp_seconds";

  static final String[] HEALTHY = {
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

  static StandIn driver;
  static TestService service;
  Exposition healthy;

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
  static Exposition pollWith(String... settings) {
    List<String> all = new ArrayList<>(List.of(HEALTHY));
    all.addAll(List.of(settings));
    return service.poll(driver, all.toArray(String[]::new));
  }

  /** Series of device 0, changed in a few: null for one that is gone. */
  final Map<String, Double> healthyBut(Map<String, Double> changes, String... gone) {
    Map<String, Double> expected = new TreeMap<>(healthy.readings(0));
    expected.putAll(changes);
    Arrays.asList(gone).forEach(name -> assertThat(expected.remove(name)).isNotNull());
    return expected;
  }

  final void assertDown(Exposition scrape, String reason) {
    Map<String, Double> expected = new TreeMap<>(healthy.readings(0));
    expected.keySet().removeIf(name -> !name.startsWith("info{"));
    expected.put("up", 0.0);
    expected.put("down_reason{reason=\"" + reason + "\"}", 1.0);
    assertThat(scrape.readings(0)).isEqualTo(expected);
  }

  final void assertOtherIsWell(Exposition scrape) {
    assertThat(scrape.device(1)).isEqualTo(healthy.device(1));
    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 1.0);
  }
}
