package io.github.llmmetrics.stack.collector;

/** What a component of a Collector does. */
public enum Role {
  /** Takes data in. */
  RECEIVER("receivers"),
  /** Changes data on its way. */
  PROCESSOR("processors"),
  /** Hands data out. */
  EXPORTER("exporters"),
  /** Does something beside the data. */
  EXTENSION("extensions");

  private final String section;

  Role(String section) {
    this.section = section;
  }

  /**
   * Where such components are in the file.
   *
   * @return the key of a section
   */
  public String section() {
    return section;
  }
}
