package io.github.llmmetrics.stack.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

    assertThat(twice.diskBytes()).isEqualTo(2 * fleet.diskBytes());
    assertThat(twice.memoryBytes()).isEqualTo(fleet.memoryBytes());
  }

  @Test
  void shards_ofMoreSeriesThanOneServerHoldsInComfort_areMoreThanOne() {
    int instances = (int) (Fleet.COMFORTABLE_SERIES / INSTANCE.total()) + 1;

    assertThat(new Fleet(INSTANCE, instances, INTERVAL, RETENTION).shards()).isEqualTo(2);
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
