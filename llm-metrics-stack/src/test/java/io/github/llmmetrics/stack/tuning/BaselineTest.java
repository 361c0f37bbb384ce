package io.github.llmmetrics.stack.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.AlertCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BaselineTest {

  @Test
  void limits_areAlerts() {
    assertThat(AlertCatalogue.names()).containsAll(Baseline.LIMITS);
  }

  @Test
  void text_moreSeriesThanAPersonReads_areCounted() {
    Operand operand = new Operand("A", "a", true, 4, Duration.ZERO);
    Suggestion.Measured measured =
        new Suggestion.Measured("", new Distribution(List.of(1.0, 2.0, Double.NaN, 1234.5)));
    Suggestion suggestion =
        new Suggestion(operand, Collections.nCopies(7, measured), OptionalDouble.of(3), "", 2, 1);
    TimeRange range = TimeRange.upTo(Instant.parse("2026-11-20T00:00:00.5Z"), Duration.ofDays(1));

    assertThat(BaselineText.of(List.of(suggestion), range, Optional.empty()))
        .startsWith("# Baseline of 1d to 2026-11-20T00:00:00Z.\n")
        .endsWith("""
            alerts:
              A:
                # all: 3 values, least 1, p1 1, p50 2, p99 1230, greatest 1230
                # all: 3 values, least 1, p1 1, p50 2, p99 1230, greatest 1230
                # all: 3 values, least 1, p1 1, p50 2, p99 1230, greatest 1230
                # all: 3 values, least 1, p1 1, p50 2, p99 1230, greatest 1230
                # all: 3 values, least 1, p1 1, p50 2, p99 1230, greatest 1230
                # and 2 series more
                # would have fired 2 times at 4, 1 times at 3
                threshold: 3
            """);
  }
}
