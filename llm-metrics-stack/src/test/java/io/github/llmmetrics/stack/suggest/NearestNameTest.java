package io.github.llmmetrics.stack.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  private static final List<String> KNOWN = List.of("threshold", "window", "for");

  @Test
  void of_misspelledName_isTheOneThatWasMeant() {
    assertThat(NearestName.of("treshold", KNOWN)).contains("threshold");
    assertThat(NearestName.of("windows", KNOWN)).contains("window");
  }

  @Test
  void of_nameUnlikeAll_isEmpty() {
    assertThat(NearestName.of("colour", KNOWN)).isEmpty();
    assertThat(NearestName.of("threshold", List.of())).isEmpty();
  }

  @Test
  void of_twoThatAreEquallyNear_isTheFirstOfTheAlphabet() {
    assertThat(NearestName.of("fog", List.of("fox", "for"))).contains("for");
  }

  @Test
  void hint_withAndWithoutANearName_offersWhatIsLegal() {
    assertThat(NearestName.hint("treshold", KNOWN)).isEqualTo("did you mean threshold?");
    assertThat(NearestName.hint("colour", KNOWN)).isEqualTo("legal are threshold, window, for");
  }
}
