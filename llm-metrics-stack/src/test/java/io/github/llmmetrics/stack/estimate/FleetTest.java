package io.github.llmmetrics.stack.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.llmmetrics.catalogue.LabelDefinitions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetTest {

  private static final Instance INSTANCE = new Instance(Map.of(LabelDefinitions.MODEL, 1));
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Duration RETENTION = Duration.ofDays(15);

  @Test
  void fleet_addsUpItsInstances() {
    Fleet fleet = new Fleet(INSTANCE, 30, INTERVAL, RETENTION);

    assertThat(fleet.series()).isEqualTo(30 * INSTANCE.total());
    assertThat(fleet.samplesPerSecond()).isEqualTo(2.0 * INSTANCE.total());
    assertThat(fleet.shards()).isOne();
  }

  @Test
  void disk_growsByRetention() {
    Fleet fleet = new Fleet(INSTANCE, 30, INTERVAL, RETENTION);
    Fleet twice = new Fleet(INSTANCE, 30, INTERVAL, RETENTION.multipliedBy(2));

    Fleet threeTimes = new Fleet(INSTANCE, 30, INTERVAL, RETENTION.multipliedBy(3));
    assertThat(threeTimes.diskBytes() - twice.diskBytes())
        .isCloseTo(twice.diskBytes() - fleet.diskBytes(), withinPercentage(0.001))
        .isPositive();
    // The log does not grow.
    assertThat(twice.diskBytes()).isLessThan(2 * fleet.diskBytes());
    assertThat(twice.memoryBytes()).isEqualTo(fleet.memoryBytes());
  }

  @Test
  void shards_ofMoreSeriesThanOneServerHoldsInComfort_areMoreThanOne() {
    int instances = (int) (Fleet.COMFORTABLE_SERIES / INSTANCE.total()) + 1;

    assertThat(new Fleet(INSTANCE, instances, INTERVAL, RETENTION).shards()).isEqualTo(2);
  }

  /** As many series as the largest fleet of the run of docs/scaling.md had; an instance has a few more since. */
  @Test
  void memory_ofTheFleetThatWasMeasured_isWhatWasMeasured() {
    Instance measured =
        Instance.TYPICAL.with(LabelDefinitions.GPU_ID, 0).with(LabelDefinitions.CPU, 0);
    Fleet fleet = new Fleet(measured, 186, INTERVAL, RETENTION);

    assertThat(fleet.timesMeasured()).isCloseTo(1, withinPercentage(0.5));
    assertThat((double) fleet.memoryBytes()).isCloseTo(1.269e9, withinPercentage(5));
  }

  @Test
  void fleet_outOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fleet(INSTANCE, 0, INTERVAL, RETENTION))
        .withMessage("instances: 0 must be 1 to 100000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fleet(INSTANCE, 1, Duration.ofMinutes(5), RETENTION))
        .withMessage("scrape interval: PT5M must be 1s to 1m");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fleet(INSTANCE, 1, INTERVAL, Duration.ofMinutes(5)))
        .withMessage("retention: PT5M must be 2h or more");
  }
}
