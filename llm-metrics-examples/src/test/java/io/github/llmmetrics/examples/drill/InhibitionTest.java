package io.github.llmmetrics.examples.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InhibitionTest {

  private static final Sighting WORSE = seen(0, Phase.FIRING, "critical", "a");

  private static Sighting seen(int second, Phase phase, String severity, String model) {
    return new Sighting(
        Instant.ofEpochSecond(second),
        phase,
        Map.of("severity", severity, "symptom", "ttft", "model", model));
  }

  @Test
  void broken_warningToldWhileItsTwinFires_isFound() {
    Sighting told = seen(10, Phase.DELIVERED, "warning", "a");

    assertThat(Inhibition.broken(List.of(WORSE, told))).containsExactly(told);
  }

  @Test
  void broken_warningOfAnotherModel_isNone() {
    assertThat(Inhibition.broken(List.of(WORSE, seen(10, Phase.DELIVERED, "warning", "b"))))
        .isEmpty();
  }

  @Test
  void broken_warningToldWhenItsTwinIsOver_isNone() {
    assertThat(Inhibition.broken(List.of(
            WORSE,
            seen(9, Phase.OVER, "critical", "a"),
            seen(10, Phase.DELIVERED, "warning", "a"))))
        .isEmpty();
  }
}
