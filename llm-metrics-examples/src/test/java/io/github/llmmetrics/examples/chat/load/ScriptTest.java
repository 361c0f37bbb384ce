package io.github.llmmetrics.examples.chat.load;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptTest {

  private static final int BATCH_AND_QUEUE = 16 + 32;

  @Test
  void cycle_hasEveryAct_butTheSteadyQuestion() {
    assertThat(Script.CYCLE.steps())
        .extracting(Step::act)
        .containsOnly(EnumSet.complementOf(EnumSet.of(Act.WHOLE_ANSWER)).toArray(Act[]::new));
  }

  @Test
  void once_anHourLater_isOver() {
    assertThat(IntStream.range(0, 10).mapToObj(Script.ONCE::at))
        .anyMatch(steps -> !steps.isEmpty());
    assertThat(IntStream.range(10, 3600).mapToObj(Script.ONCE::at)).allMatch(List::isEmpty);
  }

  @Test
  void cycle_everyStep_comesInItAndOnce() {
    var played = IntStream.range(0, Script.CYCLE.seconds())
        .boxed()
        .flatMap(second -> Script.CYCLE.at(second).stream())
        .toList();

    assertThat(played).containsExactlyElementsOf(Script.CYCLE.steps());
  }

  @Test
  void cycle_burstsOverflowTheQueueAndNothingOverflowsTheLoad() {
    Map<Integer, Integer> bySecond =
        Script.CYCLE.steps().stream().collect(groupingBy(Step::second, summingInt(Step::count)));

    assertThat(bySecond.values())
        .allMatch(count -> count < Load.MOST_IN_FLIGHT)
        .filteredOn(count -> count > BATCH_AND_QUEUE)
        .hasSize(2);
  }

  @Test
  void at_afterTheLastSecond_beginsAgain() {
    Step first = Script.CYCLE.steps().get(0);

    assertThat(Script.CYCLE.at(first.second() + 7L * Script.CYCLE.seconds()))
        .containsExactly(first);
  }

  @Test
  void cycle_fitsTwoMinutes() {
    assertThat(Script.CYCLE.seconds()).isLessThanOrEqualTo(120);
  }
}
