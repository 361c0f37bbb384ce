package io.github.llmmetrics.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelRepairTest {

  private static final String EMOJI = "\uD83D\uDE80";

  @ParameterizedTest
  @ValueSource(
      strings = {"llama-3-8b", "unknown", "other", " a ", "模型", EMOJI, "\"\\{}", "a\u2028b"})
  void clean_isTheSameObject(String value) {
    assertThat(LabelRepair.repair(value)).isSameAs(value);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\t\n", "\u0000", "\uD800", "\uDC00", "\u2003"})
  void nothing_isUnknown(String value) {
    assertThat(LabelRepair.repair(value)).isEqualTo("unknown");
  }

  @Test
  void controlCharacters_areTakenOut() {
    assertThat(LabelRepair.repair("a\nb\u0000c\u007Fd\u0085e")).isEqualTo("abcde");
  }

  @Test
  void loneSurrogates_areTakenOutAndPairsStay() {
    assertThat(LabelRepair.repair("a\uD83Db")).isEqualTo("ab");
    assertThat(LabelRepair.repair("a\uDE80b")).isEqualTo("ab");
    assertThat(LabelRepair.repair("\uDE80\uD83D" + EMOJI)).isEqualTo(EMOJI);
  }

  @Test
  void longValue_isCutAt128() {
    assertThat(LabelRepair.repair("a".repeat(128))).hasSize(128);
    assertThat(LabelRepair.repair("a".repeat(128) + "b")).isEqualTo("a".repeat(128));
  }

  @Test
  void pairAtTheCut_isLeftOutWhole() {
    assertThat(LabelRepair.repair("a".repeat(126) + EMOJI)).isEqualTo("a".repeat(126) + EMOJI);
    assertThat(LabelRepair.repair("a".repeat(126) + EMOJI + "b"))
        .isEqualTo("a".repeat(126) + EMOJI);
    assertThat(LabelRepair.repair("a".repeat(127) + EMOJI + "b")).isEqualTo("a".repeat(127));
  }

  @Test
  void megabyte_isCutAndOfControlCharactersIsUnknown() {
    assertThat(LabelRepair.repair("x".repeat(1 << 20))).isEqualTo("x".repeat(128));
    assertThat(LabelRepair.repair("\u0001".repeat(1 << 20))).isEqualTo("unknown");
    assertThat(LabelRepair.repair("\u0001".repeat(1 << 20) + "late")).isEqualTo("unknown");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyString_isRepairedToOneThatNeedsNoRepairAndCanBeEncoded(long seed)
      throws CharacterCodingException {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      String repaired = LabelRepair.repair(anyString(random));

      assertThat(repaired).isNotBlank().hasSizeLessThanOrEqualTo(128);
      assertThat(LabelRepair.repair(repaired)).isSameAs(repaired);
      assertThat(StandardCharsets.UTF_8
              .newEncoder()
              .encode(CharBuffer.wrap(repaired))
              .hasRemaining())
          .isTrue();
      assertThat(repaired.chars()).noneMatch(Character::isISOControl);
    }
  }

  private static String anyString(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(300);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(5)) {
        case 0 -> text.append((char) random.nextInt(0x20));
        case 1 -> text.append((char) (0xD800 + random.nextInt(0x800)));
        case 2 -> text.appendCodePoint(0x1F600 + random.nextInt(64));
        case 3 -> text.append(' ');
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }
}
