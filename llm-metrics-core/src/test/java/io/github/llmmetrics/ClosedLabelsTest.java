package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.LabelDefinitions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The enums that are recorded and the label values that the catalogue promises are the same. */
class ClosedLabelsTest {

  @Test
  void status_hasTheLabelsValues() {
    assertThat(labels(Status.values(), Status::label)).isEqualTo(LabelDefinitions.STATUS.values());
  }

  @Test
  void status_isValidAndBadAsTheCatalogueSays() {
    assertThat(Status.values())
        .filteredOn(Status::isValid)
        .containsExactly(Status.SUCCESS, Status.ERROR, Status.TIMEOUT, Status.REJECTED);
    assertThat(Status.values())
        .filteredOn(Status::isBad)
        .containsExactly(Status.ERROR, Status.TIMEOUT, Status.REJECTED);
  }

  @Test
  void errorType_hasTheLabelsValues() {
    assertThat(labels(ErrorType.values(), ErrorType::label))
        .isEqualTo(LabelDefinitions.ERROR_TYPE.values());
  }

  @Test
  void finishReason_hasTheLabelsValues() {
    assertThat(labels(FinishReason.values(), FinishReason::label))
        .isEqualTo(LabelDefinitions.FINISH_REASON.values());
  }

  @Test
  void dropReason_hasTheLabelsValues() {
    assertThat(labels(DropReason.values(), DropReason::label))
        .isEqualTo(LabelDefinitions.DROP_REASON.values());
  }

  @Test
  void tokenType_hasTheLabelsValues() {
    assertThat(List.of(TokenType.PROMPT, TokenType.COMPLETION))
        .isEqualTo(LabelDefinitions.TOKEN_TYPE.values());
  }

  private static <E> List<String> labels(E[] values, Function<E, String> label) {
    return Arrays.stream(values).map(label).toList();
  }
}
