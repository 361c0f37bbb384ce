package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopFilterTest {

  @Test
  void append_noStops_releasesEverythingAtOnce() {
    StopFilter filter = new StopFilter(List.of());

    assertThat(filter.append("some text")).isEqualTo("some text");
    assertThat(filter.stopped()).isFalse();
    assertThat(filter.finish()).isEmpty();
  }

  @Test
  void append_stopInOnePiece_releasesTheTextBeforeIt() {
    StopFilter filter = new StopFilter(List.of("STOP"));

    assertThat(filter.append("one STOP two")).isEqualTo("one ");
    assertThat(filter.stopped()).isTrue();
    assertThat(filter.finish()).isEmpty();
  }

  @Test
  void append_stopOverSeveralPieces_releasesNoPartOfIt() {
    StopFilter filter = new StopFilter(List.of("STOP"));

    assertThat(filter.append("one S")).isEqualTo("one ");
    assertThat(filter.append("T")).isEmpty();
    assertThat(filter.append("OP two")).isEmpty();
    assertThat(filter.stopped()).isTrue();
    assertThat(filter.finish()).isEmpty();
  }

  @Test
  void append_falseBeginning_isReleasedWhenItCannotBeAStop() {
    StopFilter filter = new StopFilter(List.of("aab"));

    assertThat(filter.append("aa")).isEmpty();
    assertThat(filter.append("a")).isEqualTo("a");
    assertThat(filter.append("b!")).isEmpty();
    assertThat(filter.stopped()).isTrue();
  }

  @Test
  void append_severalStops_endsAtTheFirstInTheText() {
    StopFilter filter = new StopFilter(List.of("two", "one"));

    assertThat(filter.append("zero one two")).isEqualTo("zero ");
  }

  @Test
  void finish_possibleBeginningHeld_releasesIt() {
    StopFilter filter = new StopFilter(List.of("STOP", "\n\n"));

    assertThat(filter.append("text STO")).isEqualTo("text ");
    assertThat(filter.finish()).isEqualTo("STO");
  }
}
