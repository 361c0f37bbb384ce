package io.github.llmmetrics.stack.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

  @Test
  void flow_fillsALine_thenBeginsAnother() {
    List<Size> sizes = List.of(new Size(12, 8), new Size(12, 6), new Size(8, 4), new Size(20, 5));

    assertThat(Layout.flow(sizes, 3))
        .containsExactly(
            new GridPosition(0, 3, sizes.get(0)),
            new GridPosition(12, 3, sizes.get(1)),
            new GridPosition(0, 11, sizes.get(2)),
            new GridPosition(0, 15, sizes.get(3)));
  }

  @Test
  void flow_ofNothing_takesNoRoom() {
    assertThat(Layout.below(Layout.flow(List.of(), 7), 7)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void flow_ofRandomPanels_neverOverlaps_andKeepsTheOrder(long seed) {
    Random random = new Random(seed);
    List<Size> sizes = Stream.generate(
            () -> new Size(1 + random.nextInt(Size.COLUMNS), 1 + random.nextInt(12)))
        .limit(200)
        .toList();

    List<GridPosition> positions = Layout.flow(sizes, 0);

    Set<Integer> taken = new HashSet<>();
    for (GridPosition position : positions) {
      assertThat(position.right()).isLessThanOrEqualTo(Size.COLUMNS);
      for (int x = position.x(); x < position.right(); x++) {
        for (int y = position.y(); y < position.bottom(); y++) {
          assertThat(taken.add(y * Size.COLUMNS + x)).isTrue();
        }
      }
    }
    assertThat(positions.stream().map(p -> p.y() * Size.COLUMNS + p.x())).isSorted();
    assertThat(positions.stream().map(GridPosition::size)).containsExactlyElementsOf(sizes);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, width", "25, 1, width", "1, 0, height"})
  void size_thatDoesNotFitTheGrid_throws(int width, int height, String name) {
    assertThatThrownBy(() -> new Size(width, height)).hasMessageStartingWith(name + ": ");
  }
}
