package io.github.llmmetrics.stack.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Columns for a terminal, each as wide as its widest cell.
 *
 * @param header the titles
 * @param rows the cells, as many as there are titles
 */
public record TextTable(List<String> header, List<List<String>> rows) {

  /**
   * The table.
   *
   * @return a line for each row, without blanks at its end
   */
  public String text() {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < header.size(); column++) {
      int index = column;
      widths.add(lines().mapToInt(row -> row.get(index).length()).max().orElse(0));
    }
    return lines().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private Stream<List<String>> lines() {
    return Stream.concat(Stream.of(header), rows.stream());
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      line.append(cell).append(" ".repeat(widths.get(column) - cell.length() + 2));
    }
    return line.toString().stripTrailing() + "\n";
  }
}
