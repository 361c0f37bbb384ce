package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Hostile;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UsageTest {

  @Test
  void withers_setTheirFieldOnly() {
    Usage usage = Usage.ofPrompt(10).withCompletion(5).withCachedPrompt(4).withReasoning(3);

    assertThat(usage)
        .isEqualTo(new Usage(
            OptionalLong.of(10), OptionalLong.of(5), OptionalLong.of(4), OptionalLong.of(3)))
        .isEqualTo(Usage.of(10, 5).withReasoning(3).withCachedPrompt(4));
  }

  @Test
  void null_isAbsent() {
    Usage usage =
        new Usage(Hostile.missing(), OptionalLong.of(0), Hostile.missing(), Hostile.missing());

    assertThat(usage.prompt()).isEmpty();
    assertThat(usage.completion()).hasValue(0);
    assertThat(usage.cachedPrompt()).isEmpty();
    assertThat(usage.reasoning()).isEmpty();
  }
}
