package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
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

/** XID events, and what goes wrong with them, one after the other in one JVM. */
@Timeout(120)
class EventsNvmlTest {

  @TempDir
  static Path work;

  private static StandIn driver;
  private static TestService service;
  private static int events;

  @BeforeAll
  static void launch() {
    driver = StandIn.of(StandIn.Kind.FULL, work);
    service = TestService.with(driver).launch();
  }

  @BeforeEach
  void healthy() {
    driver.says("count=2");
  }

  @AfterEach
  void stop() {
    service.stop();
    assertThat(service.ask("threads")).doesNotContain("llm-metrics-gpu");
  }

  @AfterAll
  static void end() {
    if (service != null) {
      service.close();
    }
  }

  private static void start() {
    service.start("interval=PT0.02S", "retry=PT0.1S");
  }

  private static String xids(int gpu, String xid) {
    return "llm_gpu_xid_errors_total{gpu_id=\"" + gpu + "\",xid=\"" + xid + "\"}";
  }

  private static void awaitListening(int gpu) {
    service.await(now -> assertThat(now.series()).containsEntry(xids(gpu, "79"), 0.0));
  }

  /** Has an event happen once, beside other settings. */
  private static void raise(int gpu, String xid, String... settings) {
    events++;
    driver.says(Stream.concat(
            Stream.of(settings),
            Stream.of("count=2", "gpu" + gpu + ".xid=" + xid, "gpu" + gpu + ".xidseq=" + events))
        .toArray(String[]::new));
  }

  private static void awaitCount(String series, double count) {
    service.await(now -> assertThat(now.series()).containsEntry(series, count));
  }

  @Test
  void xid_ofOneDevice_isCountedOnce() {
    start();
    awaitListening(0);
    awaitListening(1);

    raise(1, "79");

    awaitCount(xids(1, "79"), 1.0);
    raise(1, "31");
    awaitCount(xids(1, "31"), 1.0);
    assertThat(service.scrape().series())
        .containsEntry(xids(1, "79"), 1.0)
        .containsEntry(xids(0, "79"), 0.0)
        .containsEntry(xids(0, "31"), 0.0);
    assertThat(service.scrape().errors()).isEmpty();
  }

  @Test
  void xid_thatIsNotDeclared_hasASeriesFromThenOn() {
    start();
    awaitListening(0);
    assertThat(service.scrape().series()).doesNotContainKey(xids(0, "69"));

    raise(0, "69");

    awaitCount(xids(0, "69"), 1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5000", "1024", "18446744073709551615"})
  void xid_thatNoHardwareHas_isOther(String xid) {
    start();
    awaitListening(0);

    raise(0, xid);

    awaitCount(xids(0, "other"), 1.0);
  }

  @ParameterizedTest
  @CsvSource({"15, gpu_is_lost", "999, unknown", "1, uninitialized", "2, invalid_argument"})
  void wait_thatFails_isCountedAndListenedToAnewWhenItEnds(String code, String reason) {
    start();
    awaitListening(0);
    driver.says("count=2", "event.wait.rc=" + code, "gpu0.power=1000");

    Exposition scrape = service.await(now -> {
      assertThat(now.errors()).containsOnlyKeys(reason);
      assertThat(now.readings(0)).containsEntry("power_watts", 1.0);
    });
    assertThat(scrape.series())
        .containsEntry("llm_gpu_driver_up", 1.0)
        .containsEntry("llm_gpu_up{gpu_id=\"0\"}", 1.0);

    driver.says("count=2");
    awaitEventAgain(0);
  }

  /** An event is not heard before the set of events is there again, so it happens until it is counted. */
  private static void awaitEventAgain(int gpu) {
    service.await(now -> {
      if (!(now.series().getOrDefault(xids(gpu, "48"), 0.0) > 0)) {
        raise(gpu, "48");
      }
      assertThat(now.series().get(xids(gpu, "48"))).isGreaterThan(0);
    });
  }

  @Test
  void registration_deniedOnOneDevice_leavesTheOtherHeard() {
    driver.says("count=2", "gpu0.rc.RegisterEvents=4");
    start();
    awaitListening(1);

    raise(1, "79", "gpu0.rc.RegisterEvents=4");

    awaitCount(xids(1, "79"), 1.0);
    Exposition scrape = service.scrape();
    assertThat(scrape.series()).doesNotContainKey(xids(0, "79"));
    assertThat(scrape.readings(0)).containsEntry("up", 1.0);
    assertThat(scrape.errors()).containsOnlyKeys("no_permission");
  }

  @Test
  void registration_notSupported_isNoError() {
    driver.says("count=2", "event.register.rc=3");
    start();
    service.await(now -> assertThat(now.series()).containsEntry("llm_gpu_driver_up", 1.0));
    driver.says("count=2", "event.register.rc=3", "gpu1.power=1000");
    service.await(now -> assertThat(now.readings(1)).containsEntry("power_watts", 1.0));

    assertThat(service.scrape().errors()).isEmpty();
    assertThat(service.scrape().text()).doesNotContain("llm_gpu_xid_errors_total");
  }

  @ParameterizedTest
  @CsvSource({"23, insufficient_resources", "999, unknown", "3, ''"})
  void creation_thatFails_isTriedAgain(String code, String reason) {
    driver.says("count=2", "event.create.rc=" + code);
    start();
    service.await(now -> {
      assertThat(now.series()).containsEntry("llm_gpu_up{gpu_id=\"1\"}", 1.0);
      assertThat(String.join("", now.errors().keySet())).isEqualTo(reason);
    });

    driver.says("count=2");

    awaitListening(1);
    raise(1, "79");
    awaitCount(xids(1, "79"), 1.0);
  }

  @Test
  void device_thatComes_isListenedTo() {
    driver.says("count=1");
    start();
    awaitListening(0);

    driver.says("count=2");

    awaitListening(1);
    raise(1, "79");
    awaitCount(xids(1, "79"), 1.0);
    assertThat(service.scrape().errors()).isEmpty();
  }

  @Test
  void driver_shutDownBesideUs_isListenedToAnew() {
    start();
    awaitListening(0);

    driver.says("count=2", "uninitialized=1");

    awaitEventAgain(1);
    assertThat(service.scrape().series()).containsEntry("llm_gpu_driver_up", 1.0);
  }

  @Test
  void device_thatIsLostAndComesBack_isListenedToAnew() {
    start();
    awaitListening(0);
    driver.says("count=2", "gpu0.rc=15");
    service.await(now -> assertThat(now.readings(0)).containsEntry("up", 0.0));

    driver.says("count=2");

    awaitEventAgain(0);
    assertThat(service.scrape().errors()).isNotEqualTo(Map.of());
  }
}
