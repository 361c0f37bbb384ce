package io.github.llmmetrics.examples.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

  @Test
  void fireDrillPage_hasTheTableOfFaults() throws IOException {
    String table = Arrays.stream(Fault.values()).map(FaultTest::row).collect(Collectors.joining());

    assertThat(Files.readString(Path.of("../docs/fire-drill.md")))
        .contains(
            "| fault | strength | default | what it does |\n|---|---|---|---|\n" + table + '\n');
  }

  private static String row(Fault fault) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            fault.label(),
            fault.strength().range(),
            Strength.text(fault.defaultStrength()),
            fault.effect());
  }

  @ParameterizedTest
  @EnumSource
  void of_label_isTheFault(Fault fault) {
    assertThat(Fault.of(fault.label())).isEqualTo(fault);
  }

  @ParameterizedTest
  @EnumSource
  void defaultStrength_isALegalOne(Fault fault) {
    String text = Strength.text(fault.defaultStrength());

    assertThat(fault.strength().parse(text)).isEqualTo(fault.defaultStrength());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1.01", "-1", "1e-1", "NaN", "half", "0,5"})
  void parse_noShare_isRefusedWithTheRange(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Strength.SHARE.parse(text))
        .withMessage("strength is '" + text + "', but must be share from 0.01 to 1");
  }
}
