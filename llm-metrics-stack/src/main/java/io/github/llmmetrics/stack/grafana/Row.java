package io.github.llmmetrics.stack.grafana;

import java.util.List;
import java.util.Optional;

/**
 * Panels under a common title.
 *
 * @param title what they are about
 * @param isCollapsed whether a person must open it to see them, and to have their queries run
 * @param repeatedBy the variable for each of whose chosen values there is such a row
 * @param panels in the order of reading
 */
public record Row(
    String title, boolean isCollapsed, Optional<Variable> repeatedBy, List<Panel> panels) {

  /**
   * Checks that there are panels, and that each has a query.
   *
   * @param title what they are about
   * @param isCollapsed whether a person must open it
   * @param repeatedBy the variable of the repetition
   * @param panels one or more
   */
  public Row {
    panels = List.copyOf(panels);
    if (title.isBlank() || panels.isEmpty()) {
      throw new IllegalArgumentException("row \"" + title + "\": no title, or no panel");
    }
    panels.forEach(Panel::requireTargets);
  }

  /**
   * A row that is open.
   *
   * @param title what the panels are about
   * @param panels in the order of reading
   * @return the row
   */
  public static Row of(String title, Panel... panels) {
    return new Row(title, false, Optional.empty(), List.of(panels));
  }

  /**
   * A row that is closed: for what not every service has, or not everybody looks at.
   *
   * @param title what the panels are about
   * @param panels in the order of reading
   * @return the row
   */
  public static Row collapsed(String title, Panel... panels) {
    return new Row(title, true, Optional.empty(), List.of(panels));
  }

  /**
   * The same for each chosen value of a variable. The title should name it: {@code Latency of $model}.
   *
   * @param variable of the dashboard
   * @return a new row
   */
  public Row repeatedBy(Variable variable) {
    return new Row(title, isCollapsed, Optional.of(variable), panels);
  }
}
