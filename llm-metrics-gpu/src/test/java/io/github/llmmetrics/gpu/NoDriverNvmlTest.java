package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machines on which the driver's library cannot be loaded, whatever the reason: one line in the log, and the service goes
 * on.
 */
@Timeout(120)
class NoDriverNvmlTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir
  private Path work;

  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.writeString(work.resolve("file"), "no folder");
  }

  /** Starts GPU metrics, and checks all that there is to see of them. */
  private static String runsWithoutMetrics(TestService service, String... settings)
      throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("interval=PT0.01S", "retry=PT0.1S"));
    all.addAll(List.of(settings));
    service.start(all.toArray(String[]::new));
    Exposition scrape =
        service.await(now -> assertThat(now.errors().get("not_loaded")).isGreaterThan(2));

    assertThat(scrape.errors()).containsOnlyKeys("not_loaded");
    assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 0.0);
    assertThat(scrape.series().keySet())
        .allMatch(series -> series.matches("llm_gpu_(driver_up|poll_errors_total\\{.*)"));
    service.stop();
    assertThat(service.scrape().series()).isEmpty();
    assertThat(service.leave("end", SOON)).isZero();
    assertThat(service.log()).containsOnlyOnce("no GPU metrics").doesNotContain("\tat ");
    return service.log();
  }

  @Test
  void machineWithoutDriver_isToldInOneLine() throws InterruptedException {
    noDriverHere();
    TestService.Builder machine = TestService.withoutDriver(work);
    if (Runtime.version().feature() > 21) {
      machine.option("--enable-native-access=ALL-UNNAMED");
    }
    try (TestService service = machine.launch()) {
      String log = runsWithoutMetrics(service);

      // What was logged, after the line with the time and the class that JUL puts before it.
      assertThat(log.lines().skip(1))
          .singleElement()
          .asString()
          .startsWith("WARNING: no GPU metrics: the driver's library cannot be loaded: ")
          .contains("libnvidia-ml.so.1: cannot open shared object file")
          .endsWith("; llm_gpu_driver_up is 0 until it answers");
    }
  }

  @Test
  void driverThatAppears_isUsed() throws IOException {
    noDriverHere();
    StandIn driver = StandIn.of(StandIn.Kind.FULL, work);
    Path installed = Files.createDirectory(work.resolve("installed"));
    try (TestService service = TestService.with(driver)
        .environment("LD_LIBRARY_PATH", installed.toString())
        .launch()) {
      service.start("interval=PT0.02S", "retry=PT0.1S");
      service.await(now -> assertThat(now.errors()).containsOnlyKeys("not_loaded"));

      Path copy = work.resolve("copy");
      Files.copy(driver.folder().resolve("libnvidia-ml.so.1"), copy);
      Files.move(copy, installed.resolve("libnvidia-ml.so.1"));

      Exposition scrape =
          service.await(now -> assertThat(now.readings(0)).containsEntry("power_watts", 70.0));
      assertThat(scrape.series()).containsEntry("llm_gpu_driver_up", 1.0);
      service.stop();
    }
  }

  @Test
  void ordinaryLoading_withoutTheRuntimeOfCuda_isNoDriver() throws InterruptedException {
    noDriverHere();
    StandIn driver = StandIn.of(StandIn.Kind.FULL, work);
    try (TestService service = TestService.with(driver).launch()) {
      assertThat(runsWithoutMetrics(service, "loading=ordinary"))
          .contains("libcuda.so.1: cannot open shared object file");
    }
  }

  @Test
  void ordinaryLoading_withTheRuntimeOfCuda_isServed() {
    StandIn driver = StandIn.of(StandIn.Kind.FULL, work);
    String path = driver.folder() + ":" + driver.folder().resolveSibling("runtime");
    try (TestService service =
        TestService.with(driver).environment("LD_LIBRARY_PATH", path).launch()) {
      service.startManual("loading=ordinary");

      assertThat(service.scrape().readings(0)).containsEntry("power_watts", 70.0);
      assertThat(service.ask("libraries")).contains("libcudart.so");
    }
  }

  @Test
  void cache_thatCannotBeWritten_isNoDriver() throws InterruptedException {
    StandIn driver = StandIn.of(StandIn.Kind.FULL, work);
    try (TestService service = TestService.with(driver)
        .cache(file.resolve("cache").toString())
        .option("-Duser.home=" + file.resolve("home"), "-Djava.io.tmpdir=" + file.resolve("tmp"))
        .launch()) {
      assertThat(runsWithoutMetrics(service)).contains("Could not create the cache");
    }
  }

  @Test
  void cache_onAMountWithoutExecution_isNoDriver() throws Exception {
    StandIn driver = StandIn.of(StandIn.Kind.FULL, work);
    Path mount = Files.createDirectory(work.resolve("noexec"));
    String[] launcher = {
      "unshare",
      "--map-root-user",
      "--mount",
      "sh",
      "-c",
      "mount -t tmpfs -o noexec tmpfs \"$0\" && exec \"$@\"",
      mount.toString()
    };
    if (!succeeds(launcher)) {
      Assumptions.abort("this machine lets nobody mount a file system in a namespace of his own");
    }
    try (TestService service = TestService.with(driver)
        .launcher(launcher)
        .cache(mount.resolve("cache").toString())
        .launch()) {
      assertThat(runsWithoutMetrics(service)).contains("failed to map segment");
    }
  }

  private static boolean succeeds(String... launcher) throws Exception {
    String[] command = Arrays.copyOf(launcher, launcher.length + 1);
    command[launcher.length] = "true";
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  @EnabledForJreRange(minVersion = 24)
  void jvmThatDeniesNativeAccess_isNoDriver() throws Exception {
    StandIn driver = StandIn.of(StandIn.Kind.FULL, work);
    try (TestService service =
        TestService.with(driver).option("--illegal-native-access=deny").launch()) {
      assertThat(runsWithoutMetrics(service))
          .contains("the JVM denies native access", "--enable-native-access=ALL-UNNAMED");
    }
  }

  @Test
  @EnabledForJreRange(minVersion = 24)
  void jvmThatWarnsOfNativeAccess_isServed() {
    StandIn driver = StandIn.of(StandIn.Kind.FULL, work);
    try (TestService service = TestService.with(driver).launch()) {
      service.startManual();

      assertThat(service.scrape().series()).containsEntry("llm_gpu_driver_up", 1.0);
      assertThat(service.scrape().readings(0)).containsEntry("power_watts", 70.0);
      assertThat(service.log()).contains("restricted method").doesNotContain("no GPU metrics");
    }
  }

  /** Skips the test on a machine with a driver. */
  private static void noDriverHere() {
    if (Files.exists(Path.of("/proc/driver/nvidia"))) {
      Assumptions.abort("this machine has a driver of NVIDIA's");
    }
  }
}
