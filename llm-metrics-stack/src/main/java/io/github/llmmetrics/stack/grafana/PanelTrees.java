package io.github.llmmetrics.stack.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The panels of a dashboard as Grafana has them: numbered, placed, and the rows among them. */
final class PanelTrees {

  private static final int ROW_HEIGHT = 1;

  private final List<Map<String, Object>> trees = new ArrayList<>();
  private int nextId = 1;
  private int y;

  private PanelTrees() {}

  static List<Map<String, Object>> of(List<Row> rows) {
    PanelTrees panels = new PanelTrees();
    rows.forEach(panels::add);
    return panels.trees;
  }

  private void add(Row row) {
    int rowId = nextId++;
    GridPosition header = new GridPosition(0, y, new Size(Size.COLUMNS, ROW_HEIGHT));
    y = header.bottom();
    List<GridPosition> positions =
        Layout.flow(row.panels().stream().map(Panel::size).toList(), y);
    List<Map<String, Object>> panels = IntStream.range(0, positions.size())
        .mapToObj(i -> row.panels().get(i).tree(nextId + i, positions.get(i)))
        .toList();
    nextId += panels.size();
    // A closed row holds its panels and takes no room for them; an open one stands before them.
    trees.add(tree(rowId, row, header, row.isCollapsed() ? panels : List.of()));
    if (!row.isCollapsed()) {
      trees.addAll(panels);
      y = Layout.below(positions, y);
    }
  }

  private static Map<String, Object> tree(
      int id, Row row, GridPosition header, List<Map<String, Object>> panels) {
    Tree tree = Tree.of("id", id)
        .with("type", "row")
        .with("title", row.title())
        .with("collapsed", row.isCollapsed())
        .with("gridPos", header.tree())
        .with("panels", panels);
    row.repeatedBy().ifPresent(variable -> tree.with("repeat", variable.name()));
    return tree.map();
  }
}
