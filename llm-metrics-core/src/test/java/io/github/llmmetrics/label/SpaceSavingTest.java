package io.github.llmmetrics.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.label.SpaceSaving.Weighed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceSavingTest {

  private final SpaceSaving sketch = new SpaceSaving(2);

  private void add(String value, int times) {
    for (int i = 0; i < times; i++) {
      sketch.add(value);
    }
  }

  @Test
  void heaviest_whileThereIsRoom_isExact() {
    add("a", 2);
    add("b", 3);

    assertThat(sketch.heaviest()).containsExactly(new Weighed("b", 3), new Weighed("a", 2));
    assertThat(sketch.total()).isEqualTo(5);
  }

  @Test
  void newcomer_takesTheLightestOnesRoom_andWeighsNoMoreThanWhatWasSeenOfIt() {
    add("a", 2);
    add("b", 3);
    add("c", 4);

    assertThat(sketch.heaviest()).containsExactly(new Weighed("c", 4), new Weighed("b", 3));
    assertThat(sketch.total()).isEqualTo(9);
    assertThat(sketch.size()).isEqualTo(2);
  }

  @Test
  void scale_makesThePastCountLess() {
    add("a", 4);
    sketch.scale(0.25);
    add("b", 2);

    assertThat(sketch.heaviest()).containsExactly(new Weighed("b", 2), new Weighed("a", 1));
    assertThat(sketch.total()).isEqualTo(3);
  }

  @Test
  void scale_toNothing_keepsTheValuesApart() {
    add("a", 1);
    add("b", 2);
    sketch.scale(0);
    add("a", 1);

    assertThat(sketch.heaviest()).containsExactly(new Weighed("a", 1), new Weighed("b", 0));
  }

  @Test
  void remove_makesRoom() {
    add("a", 4);
    add("b", 3);
    sketch.remove("a");
    sketch.remove("unknown");
    add("c", 1);

    assertThat(sketch.heaviest()).containsExactly(new Weighed("b", 3), new Weighed("c", 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void heaviest_ofManyValues_hasAllThatWeighMoreThanTheirShareAndOverratesNone(long seed) {
    int capacity = 50;
    SpaceSaving small = new SpaceSaving(capacity);
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Integer> truth = new HashMap<>();
    int calls = 20_000;
    for (int i = 0; i < calls; i++) {
      String value = "v-" + (int) (1_000 * Math.pow(random.nextDouble(), 6));
      small.add(value);
      truth.merge(value, 1, Integer::sum);
    }

    List<Weighed> heaviest = small.heaviest();
    assertThat(heaviest)
        .hasSize(capacity)
        .allMatch(weighed -> weighed.weight() <= truth.getOrDefault(weighed.value(), 0));
    assertThat(heaviest)
        .extracting(Weighed::value)
        .containsAll(truth.entrySet().stream()
            .filter(entry -> entry.getValue() > calls / capacity)
            .map(Map.Entry::getKey)
            .toList());
  }
}
