package io.github.llmmetrics.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.testing.Hostile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelGuardTest {

  private final List<String> heard = new ArrayList<>();
  private final LabelGuard guard =
      new LabelGuard(Map.of("model", 2, "segment", 1), new LabelGuard.Listener() {
        @Override
        public void repaired(String label) {
          heard.add("repaired " + label);
        }

        @Override
        public void overflowed(String label) {
          heard.add("overflowed " + label);
        }
      });

  @Test
  void admit_withinTheLimit_isTheValueItself() {
    String value = "a";

    assertThat(guard.admit("model", value)).isSameAs(value);
    assertThat(guard.admit("model", "b")).isEqualTo("b");
    assertThat(guard.admit("model", "a")).isEqualTo("a");
    assertThat(heard).isEmpty();
  }

  @Test
  void admit_overTheLimit_isOtherAndEachTimeHeard() {
    guard.admit("model", "a");
    guard.admit("model", "b");

    assertThat(guard.admit("model", "c")).isEqualTo("other");
    assertThat(guard.admit("model", "c")).isEqualTo("other");
    assertThat(guard.admit("model", "a")).isEqualTo("a");
    assertThat(guard.admit("segment", "c")).isEqualTo("c");
    assertThat(heard).containsExactly("overflowed model", "overflowed model");
  }

  @Test
  void admit_ofOther_takesNoPlaceAndIsNoOverflow() {
    assertThat(guard.admit("segment", "other")).isEqualTo("other");
    assertThat(guard.admit("segment", "a")).isEqualTo("a");
    assertThat(heard).isEmpty();
  }

  @Test
  void admit_ofSomethingBad_isRepairedBeforeItTakesAPlace() {
    assertThat(guard.admit("segment", "a\nb")).isEqualTo("ab");
    assertThat(guard.admit("segment", "ab")).isEqualTo("ab");
    assertThat(guard.admit("segment", null)).isEqualTo("other");
    assertThat(heard).containsExactly("repaired segment", "repaired segment", "overflowed segment");
  }

  @Test
  void repair_takesNoPlace() {
    assertThat(guard.repair("segment", " ")).isEqualTo("unknown");
    assertThat(guard.admit("segment", "a")).isEqualTo("a");
    assertThat(heard).containsExactly("repaired segment");
  }

  @Test
  void declare_takesAPlaceOnce() {
    guard.declare("segment", "a");
    guard.declare("segment", "a");

    assertThat(guard.admit("segment", "b")).isEqualTo("other");
    assertThat(guard.admit("segment", "a")).isEqualTo("a");
  }

  @Test
  void declare_ofWhatCannotBe_isRefused() {
    guard.declare("segment", "a");

    assertThatThrownBy(() -> guard.declare("segment", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("segment: more values are declared than its limit of 1 allows; raise"
            + " labelLimit(\"segment\", …)");
    assertThatCode(() -> guard.declare("model", "ab")).doesNotThrowAnyException();
  }

  @Test
  void requireClean_ofWhatNoLabelCanHave_showsItAsItWasGiven() {
    assertThatThrownBy(() -> LabelGuard.requireClean("models", "a\nb"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "models: 'a\\u000ab' (3 characters) must be 1..128 characters, not blank, without"
                + " control characters");
    assertThatThrownBy(() -> LabelGuard.requireClean("models", "x".repeat(129)))
        .hasMessageStartingWith("models: '" + "x".repeat(40) + "…' (129 characters) must be");
    assertThatThrownBy(() -> LabelGuard.requireClean("models", Hostile.missing()))
        .hasMessage("models");
    assertThatCode(() -> LabelGuard.requireClean("models", "ab")).doesNotThrowAnyException();
  }

  @Test
  void label_thatIsNotOpen_isAMistakeOfOurs() {
    assertThatThrownBy(() -> guard.admit("status", "x"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("status");
  }
}
