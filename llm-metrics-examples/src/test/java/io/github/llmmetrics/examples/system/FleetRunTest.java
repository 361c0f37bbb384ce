package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What fleets of several sizes cost a Prometheus each: the table of docs/scaling.md. All are watched at the same time. Minutes
 * long, so it has a profile of its own, {@code fleet}; {@code fleet.sizes}, {@code fleet.interval} (seconds) and {@code fleet.minutes}
 * change it.
 */
@Tag("fleet")
class FleetRunTest {

  private static final List<Integer> SIZES = Arrays.stream(
          System.getProperty("fleet.sizes", "10,50,100,200").split(",", -1))
      .map(Integer::valueOf)
      .toList();
  private static final int INTERVAL_SECONDS = Integer.getInteger("fleet.interval", 15);
  private static final Duration LENGTH =
      Duration.ofMinutes(Integer.getInteger("fleet.minutes", 25));

  private final List<WatchedFleet> fleets = new ArrayList<>();

  @AfterEach
  void end() {
    fleets.forEach(WatchedFleet::close);
  }

  @Test
  void prometheus_watchingAFleet_holdsWhatIsEstimatedAndKeepsUp(@TempDir Path folder)
      throws Exception {
    for (int size : SIZES) {
      Path own = Files.createDirectory(folder.resolve("fleet-" + size));
      fleets.add(WatchedFleet.start(own, size, INTERVAL_SECONDS));
    }
    // The measurement itself: a series' chunk in memory grows for 120 samples.
    Thread.sleep(LENGTH.toMillis());

    List<FleetMeasurement> measured = new ArrayList<>();
    for (WatchedFleet fleet : fleets) {
      measured.add(fleet.measure());
    }

    System.out.println(FleetMeasurement.table(measured));
    assertThat(measured).allSatisfy(fleet -> {
      assertThat(fleet.scrapedSeries()).isEqualTo(fleet.estimatedSeries());
      assertThat(fleet.failedScrapes()).isZero();
      assertThat(fleet.missedEvaluations()).isZero();
    });
  }
}
