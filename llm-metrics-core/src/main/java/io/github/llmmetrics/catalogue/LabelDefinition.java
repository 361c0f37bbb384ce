package io.github.llmmetrics.catalogue;

import java.util.List;
import java.util.Objects;

/**
 * One label of a metric: its name, and where its values come from.
 *
 * <p>The values of a closed label are known here. Those of an open one are strings that a host or its clients send:
 * they are repaired, capped, and overflow to {@link #OTHER}. Those of a bounded one come from hardware or from the
 * library itself and stay few by nature.
 *
 * @param name the label's name in the exposition
 * @param kind where its values come from
 * @param values all values of a closed label, in their order; empty for any other
 */
public record LabelDefinition(String name, Kind kind, List<String> values) {

  /** The value that stands for all values beyond an open label's cap. */
  public static final String OTHER = "other";

  /** The value that stands for a missing one. */
  public static final String UNKNOWN = "unknown";

  /** Where the values of a label come from. */
  public enum Kind {
    /** A fixed set, listed in the catalogue. */
    CLOSED,
    /** Strings of the host or its clients: hostile until capped. */
    OPEN,
    /** Hardware or the library: few by nature. */
    BOUNDED
  }

  /**
   * Checks that exactly the closed labels list their values, and copies the list.
   *
   * @param name the label's name
   * @param kind where its values come from
   * @param values all values of a closed label
   */
  public LabelDefinition {
    Objects.requireNonNull(name, "name");
    values = List.copyOf(values);
    if ((kind == Kind.CLOSED) == values.isEmpty()) {
      throw new IllegalArgumentException(
          "label " + name + ": a " + kind + " label with values " + values);
    }
  }

  static LabelDefinition open(String name) {
    return new LabelDefinition(name, Kind.OPEN, List.of());
  }

  static LabelDefinition bounded(String name) {
    return new LabelDefinition(name, Kind.BOUNDED, List.of());
  }

  static LabelDefinition closed(String name, String... values) {
    return new LabelDefinition(name, Kind.CLOSED, List.of(values));
  }

  /**
   * Whether the values are strings that a host or its clients send.
   *
   * @return true for an open label
   */
  public boolean isOpen() {
    return kind == Kind.OPEN;
  }

  /**
   * Whether all values are listed in the catalogue.
   *
   * @return true for a closed label
   */
  public boolean isClosed() {
    return kind == Kind.CLOSED;
  }
}
