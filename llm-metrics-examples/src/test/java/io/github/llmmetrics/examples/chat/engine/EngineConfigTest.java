package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EngineConfigTest {

  @Test
  void new_valueOutOfRange_isRefusedWithNameValueAndRange() {
    assertRefused(
        () -> new EngineConfig(0, 64, 256, 256, true), "maxBatch is 0, but must be from 1 to 1024");
    assertRefused(
        () -> new EngineConfig(16, 15, 256, 256, true),
        "tokenBudget is 15, but must be from 16 to 8192");
    assertRefused(
        () -> new EngineConfig(16, 64, 65_537, 256, true),
        "kvBlocks is 65537, but must be from 1 to 65536");
    assertRefused(
        () -> new EngineConfig(16, 64, 256, -1, true),
        "maxQueue is -1, but must be from 1 to 1000000");
  }

  @Test
  void new_valuesAtTheLimits_areAccepted() {
    assertThatCode(() -> new EngineConfig(1, 1, 1, 1, false)).doesNotThrowAnyException();
    assertThatCode(() -> new EngineConfig(1024, 8192, 65_536, 1_000_000, true))
        .doesNotThrowAnyException();
    assertThatCode(EngineConfig::defaults).doesNotThrowAnyException();
  }

  private static void assertRefused(ThrowingCallable creation, String message) {
    assertThatIllegalArgumentException().isThrownBy(creation).withMessage(message);
  }
}
