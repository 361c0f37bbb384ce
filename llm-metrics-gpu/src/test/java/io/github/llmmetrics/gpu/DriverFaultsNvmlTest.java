package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver as a whole: devices that come and go, a driver that fails, or is shut down by others. */
class DriverFaultsNvmlTest extends FaultsNvmlFixture {

  @Test
  void count_ofNone_leavesTheDriverUpAndTheDevicesDown() {
    Exposition scrape = pollWith("count=0");

    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 1.0);
    assertDown(scrape, "gpu_not_found");
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
    assertDown(scrape, CallResult.of(code).reason());
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
    assertDown(scrape, "unknown");
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

    Exposition scrape = service.await(now ->
        assertThat(now.series()).containsEntry("llm_gpu_driver_up", 1.0).containsKey(LAST_POLL));
    assertThat(scrape.device(0)).isEqualTo(healthy.device(0));
    assertThat(scrape.errors())
        .containsOnlyKeys("driver_not_loaded", "lib_rm_version_mismatch", "unknown");
  }
}
