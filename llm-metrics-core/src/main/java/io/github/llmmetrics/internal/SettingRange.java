package io.github.llmmetrics.internal;

import java.util.Objects;

/**
 * The legal values of a setting, from the least to the greatest. Internal.
 *
 * @param min the least
 * @param max the greatest
 * @param <T> what the setting is
 */
public record SettingRange<T extends Comparable<T>>(T min, T max) {

  /**
   * Checks a value.
   *
   * @param setting its name, for the message
   * @param value what it is to be
   * @return the value
   * @throws IllegalArgumentException if it is not in the range; names setting, value and range
   * @throws NullPointerException if it is null; names the setting
   */
  public T check(String setting, T value) {
    Objects.requireNonNull(value, setting);
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(setting + ": " + value + " is not in " + min + ".." + max);
    }
    return value;
  }
}
