package io.github.llmmetrics.stack.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alert fires and is silent when it should, by the word of promtool. */
class AlertRulesTest {

  @TempDir
  private Path folder;

  static List<AlertCase> cases() {
    return Stream.of(
            LatencyCases.ALL,
            ErrorCases.ALL,
            ResourceCases.ALL,
            ProductCases.ALL,
            SloCases.ALL,
            SelfCases.ALL)
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void alert_inItsSituations_firesAndIsSilent(AlertCase alert) throws Exception {
    Program.Result result = alert.run(folder);

    assertThat(result.exitCode()).as("%s: %s", alert, result.output()).isZero();
  }

  @Test
  void cases_coverEveryAlert_firingAndSilent() {
    assertThat(cases().stream().map(AlertCase::alert).distinct().toList())
        .isEqualTo(AlertCatalogue.names());
    assertThat(cases()).allSatisfy(alert -> {
      assertThat(alert.situations()).anyMatch(Situation::hasFiring);
      assertThat(alert.situations()).anyMatch(Situation::hasSilent);
    });
  }

  @Test
  void case_withAWrongText_fails() throws Exception {
    Situation down = Situation.of("down")
        .given(Samples.up("llm", "host:9400", "0x10"))
        .fires("5m", "LLMServiceDown", "summary: another text");

    Program.Result result = AlertCase.of("LLMServiceDown", down).run(folder);

    assertThat(result.exitCode()).as(result.output()).isNotZero();
    assertThat(result.output()).contains("another text");
  }
}
