package io.github.llmmetrics.stack.grafana;

/**
 * How much room a panel takes on Grafana's grid.
 *
 * @param width in columns, of {@value #COLUMNS}
 * @param height in units of 30 pixels
 */
public record Size(int width, int height) {

  /** How many columns the grid has. */
  public static final int COLUMNS = 24;

  /**
   * Checks that the panel fits the grid.
   *
   * @param width 1 to {@value #COLUMNS}
   * @param height 1 or more
   */
  public Size {
    if (width < 1 || width > COLUMNS) {
      throw new IllegalArgumentException("width: " + width + " must be 1 to " + COLUMNS);
    }
    if (height < 1) {
      throw new IllegalArgumentException("height: " + height + " must be 1 or more");
    }
  }
}
