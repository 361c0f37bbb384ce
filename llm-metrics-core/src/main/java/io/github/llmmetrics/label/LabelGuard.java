package io.github.llmmetrics.label;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns any string into a value that its label may have: repaired, and {@code other} once the label is full.
 *
 * <p>Thread-safe. Costs the same whatever the length of the string and the number of values seen.
 */
public final class LabelGuard {

  /** Hears what the guard did. Must be fast and thread-safe, and must not throw. */
  public interface Listener {

    /**
     * A value was repaired.
     *
     * @param label the label's name
     */
    void repaired(String label);

    /**
     * A value became {@code other}, as the label is full.
     *
     * @param label the label's name
     */
    void overflowed(String label);
  }

  static final String OTHER = "other";

  private final Map<String, LabelValues> labels;
  private final Listener listener;

  /**
   * A guard.
   *
   * @param limits the cap of each open label, by name
   * @param listener hears of repairs and overflows
   */
  public LabelGuard(Map<String, Integer> limits, Listener listener) {
    Map<String, LabelValues> values = new LinkedHashMap<>();
    limits.forEach((label, limit) -> values.put(label, new LabelValues(limit)));
    this.labels = values;
    this.listener = listener;
  }

  /**
   * The value to use.
   *
   * @param label an open label's name
   * @param value any string
   * @return the value itself if it is clean and admitted
   */
  public String admit(String label, @Nullable String value) {
    return cap(label, repair(label, value));
  }

  /**
   * The value to use for one that is repaired already.
   *
   * @param label an open label's name
   * @param repaired what {@link #repair} returned
   * @return the value itself if it is admitted
   */
  public String cap(String label, String repaired) {
    if (repaired.equals(OTHER) || values(label).admit(repaired)) {
      return repaired;
    }
    overflowed(label);
    return OTHER;
  }

  /**
   * Tells the listener that a value became {@code other} where somebody else decides who has series.
   *
   * @param label an open label's name
   */
  public void overflowed(String label) {
    listener.overflowed(label);
  }

  /**
   * The value, repaired but not capped: for what is shown to the host and makes no series.
   *
   * @param label an open label's name
   * @param value any string
   * @return the value itself if it is clean
   */
  // Identity on purpose: repair returns the same object when there is nothing to repair.
  @SuppressWarnings("ReferenceEquality")
  public String repair(String label, @Nullable String value) {
    String repaired = LabelRepair.repair(value);
    if (repaired != value) {
      listener.repaired(label);
    }
    return repaired;
  }

  /**
   * Gives a declared value its place ahead of all that clients send.
   *
   * @param label an open label's name
   * @param value fit to be a label's value as it is
   * @throws IllegalArgumentException if the label is full
   */
  public void declare(String label, String value) {
    if (!values(label).admit(value)) {
      throw new IllegalArgumentException(label + ": more values are declared than its limit of "
          + values(label).limit() + " allows; raise labelLimit(\"" + label + "\", …)");
    }
  }

  /**
   * Checks that a value can be a label's value as it is.
   *
   * @param setting where it was given, for the message
   * @param value must be 1 to 128 characters without control characters
   * @throws IllegalArgumentException if it is not
   */
  @SuppressWarnings("ReferenceEquality")
  public static void requireClean(String setting, String value) {
    Objects.requireNonNull(value, setting);
    if (LabelRepair.repair(value) != value) {
      throw new IllegalArgumentException(setting + ": " + LabelRepair.quoted(value) + " must be 1.."
          + LabelRepair.MAX_LENGTH + " characters, not blank, without control characters");
    }
  }

  private LabelValues values(String label) {
    return Objects.requireNonNull(labels.get(label), label);
  }
}
