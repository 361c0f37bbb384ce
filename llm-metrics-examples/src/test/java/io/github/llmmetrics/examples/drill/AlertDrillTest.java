package io.github.llmmetrics.examples.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.StackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every alert of the catalogue fires on the real thing, is told, and ends: docs/fire-drill.md. Minutes long, so it has a profile
 * of its own.
 */
class AlertDrillTest {

  private static final StackSettings DEFAULT = StackSettings.DEFAULT;

  /** Waits and windows a sixtieth of those in production, and so fewer events in a window; no threshold is another. */
  private static final StackSettings SETTINGS = new StackSettings(
      DEFAULT.jobs(),
      DEFAULT.owner(),
      DEFAULT.addresses(),
      DEFAULT.objectives(),
      5,
      DEFAULT.alerts(),
      60);

  private static final Duration HEALTHY = Duration.ofSeconds(25);

  @Test
  void exercises_ofTheDrill_tellEveryAlertOfTheCatalogue() {
    assertThat(Exercises.all().stream()
            .flatMap(exercise -> exercise.expected().stream())
            .filter(alert -> alert.told() != ExpectedAlert.Told.NOT_BESIDE_WORSE)
            .map(alert -> alert.pattern().name()))
        .containsAll(AlertCatalogue.names());
  }

  @Test
  @Tag("drill")
  void alerts_ofTheCatalogue_fireOnTheirFaultAndEndAfterIt(@TempDir Path folder) throws Exception {
    try (DrilledStack stack = DrilledStack.start(folder, SETTINGS)) {
      Drill drill = new Drill(stack);
      try {
        drill.rest(HEALTHY);
        for (List<List<Exercise>> lanes : Exercises.rounds()) {
          drill.round(lanes);
        }
      } catch (Exception | AssertionError e) {
        stack.timeline().all().forEach(System.out::println);
        throw e;
      } finally {
        System.out.println(drill.table());
      }
      assertThat(stack.defects()).isEmpty();
      assertThat(drill.unexplained()).isEmpty();
      assertThat(Inhibition.broken(stack.timeline().all())).isEmpty();
    }
  }
}
