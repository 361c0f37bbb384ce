package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BpeMergesTest {
  private static final List<String> VOCABULARY =
      List.of("a", "b", "c", "ab", "bc", "aa", "abc", "aab", "abab", "cc");
  private static final List<String> RULES =
      List.of("a b", "ab c", "b c", "a a", "a ab", "ab ab", "c c");

  private final Map<String, Integer> ids = new HashMap<>();

  BpeMergesTest() {
    VOCABULARY.forEach(token -> ids.put(token, ids.size()));
  }

  @Test
  void apply_strongerRule_winsOverAnEarlierPlace() {
    assertThat(apply("aab")).containsExactly("aab");
    assertThat(apply("abcc")).containsExactly("abc", "c");
    assertThat(apply("bcab")).containsExactly("bc", "ab");
  }

  @Test
  void apply_overlappingPairs_mergesTheFirst() {
    assertThat(apply("aaa")).containsExactly("aa", "a");
    assertThat(apply("ababab")).containsExactly("abab", "ab");
  }

  @Test
  void apply_emptyWord_isEmpty() {
    assertThat(apply("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void apply_randomWords_agreesWithTheTextbookAlgorithm(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      StringBuilder word = new StringBuilder();
      random.ints(random.nextInt(12), 'a', 'd').forEach(c -> word.append((char) c));

      assertThat(apply(word.toString())).as("%s", word).isEqualTo(textbook(word.toString()));
    }
  }

  @Test
  void new_ruleWithAnUnknownToken_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BpeMerges(List.of("a x"), ids))
        .withMessage("merge rule names the unknown token x");
  }

  private List<String> apply(String word) {
    int[] tokens = word.chars().map(c -> c - 'a').toArray();
    return new BpeMerges(RULES, ids).apply(tokens).stream().map(VOCABULARY::get).toList();
  }

  /** Looks for the strongest rule in the whole word, again and again. */
  private static List<String> textbook(String word) {
    List<String> tokens =
        new ArrayList<>(word.chars().mapToObj(Character::toString).toList());
    while (true) {
      int best =
          IntStream.range(0, tokens.size() - 1).map(i -> rank(tokens, i)).min().orElse(-1);
      if (best < 0 || best == RULES.size()) {
        return tokens;
      }
      int at = 0;
      while (rank(tokens, at) != best) {
        at++;
      }
      tokens.set(at, tokens.get(at) + tokens.remove(at + 1));
    }
  }

  private static int rank(List<String> tokens, int at) {
    int rank = RULES.indexOf(tokens.get(at) + " " + tokens.get(at + 1));
    return rank < 0 ? RULES.size() : rank;
  }
}
