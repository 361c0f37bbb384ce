package io.github.llmmetrics.stack.grafana;

import java.util.ArrayList;
import java.util.List;

/**
 * Places panels as a text places words: from left to right, and on a new line where one does not fit. A line is as high as its
 * highest panel.
 */
final class Layout {

  private Layout() {}

  static List<GridPosition> flow(List<Size> sizes, int top) {
    List<GridPosition> positions = new ArrayList<>();
    int x = 0;
    int y = top;
    int bottom = top;
    for (Size size : sizes) {
      if (x + size.width() > Size.COLUMNS) {
        x = 0;
        y = bottom;
      }
      GridPosition position = new GridPosition(x, y, size);
      positions.add(position);
      x = position.right();
      bottom = Math.max(bottom, position.bottom());
    }
    return positions;
  }

  /** The first free line below all of these. */
  static int below(List<GridPosition> positions, int top) {
    return positions.stream().mapToInt(GridPosition::bottom).max().orElse(top);
  }
}
