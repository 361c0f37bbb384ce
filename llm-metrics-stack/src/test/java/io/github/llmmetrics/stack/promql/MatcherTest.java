package io.github.llmmetrics.stack.promql;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MatcherTest {

  @Test
  void is_oneValue_isAnEquality() {
    assertThat(Matcher.is(STATUS, List.of("error"))).hasToString("status=\"error\"");
  }

  @Test
  void is_severalValues_isAChoice() {
    assertThat(Matcher.is(STATUS, List.of("error", "timeout")))
        .hasToString("status=~\"error|timeout\"");
  }

  @Test
  void isNot_oneValueOrSeveral_isTheOpposite() {
    assertThat(Matcher.isNot(STATUS, List.of("error"))).hasToString("status!=\"error\"");
    assertThat(Matcher.isNot(STATUS, List.of("error", "timeout")))
        .hasToString("status!~\"error|timeout\"");
  }

  @Test
  void is_oneOddValue_isQuoted() {
    assertThat(Matcher.is(MODEL, List.of("a\"b\\c\nd"))).hasToString("model=\"a\\\"b\\\\c\\nd\"");
  }

  @Test
  void is_severalOddValues_areTakenLiterally() {
    assertThat(Matcher.is(MODEL, List.of("llama-3.1", "a|b", "c(d)")))
        .hasToString("model=~\"llama-3\\\\.1|a\\\\|b|c\\\\(d\\\\)\"");
  }

  @Test
  void is_valueThatAClosedLabelDoesNotHave_throws() {
    assertThatThrownBy(() -> Matcher.is(STATUS, List.of("error", "failed")))
        .hasMessage("label status: [error, failed] must be among " + STATUS.values());
  }

  @Test
  void is_noValue_throws() {
    assertThatThrownBy(() -> Matcher.is(MODEL, List.of())).hasMessage("label model: no value");
  }

  @Test
  void variable_isARegularExpression() {
    assertThat(Matcher.variable(MODEL, "model")).hasToString("model=~\"$model\"");
  }

  @Test
  void variableOrNone_matchesASeriesWithoutTheLabel_too() {
    assertThat(Matcher.variableOrNone(MODEL, "model")).hasToString("model=~\"($model)?\"");
  }
}
