package io.github.llmmetrics.stack.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.AlertDefinition;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.promql.parse.Expression.Binary;
import io.github.llmmetrics.stack.promql.parse.PromqlParser;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperandTest {

  @ParameterizedTest
  @MethodSource("io.github.llmmetrics.stack.alert.AlertCatalogue#all")
  void of_everyAlertWithAThreshold_needsNoRecordingRule(AlertDefinition alert) {
    Optional<Operand> operand = Operand.of(alert, StackSettings.DEFAULT);

    assertThat(operand.isPresent()).isEqualTo(alert.defaults().threshold().isPresent());
    operand.ifPresent(o -> {
      assertThat(PromqlParser.parse(o.query()).all()).isNotEmpty();
      assertThat(o.query()).doesNotContain(":");
      assertThat(o.isHighBad()).isEqualTo(!alert.name().startsWith("LLMLow"));
    });
  }

  @Test
  void of_alertWithAFloor_asksForTheEvents() {
    Operand operand = Operand.of(
            AlertCatalogue.byName("LLMHighTTFT").orElseThrow(), StackSettings.DEFAULT)
        .orElseThrow();

    assertThat(PromqlParser.parse(operand.query())).isInstanceOfSatisfying(Binary.class, and -> {
      assertThat(and.operator()).isEqualTo("and");
      assertThat(and.right())
          .isInstanceOfSatisfying(
              Binary.class, events -> assertThat(events.operator()).isEqualTo(">="));
    });
  }
}
