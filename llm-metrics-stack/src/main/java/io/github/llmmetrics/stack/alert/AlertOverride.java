package io.github.llmmetrics.stack.alert;

import java.util.Optional;

/**
 * What a team changed of one alert.
 *
 * @param isEnabled false leaves the alert out
 * @param numbers those that differ from the defaults
 * @param owner instead of the owner of all alerts
 */
public record AlertOverride(boolean isEnabled, Tuning numbers, Optional<String> owner) {

  /**
   * Checks the owner.
   *
   * @param isEnabled false leaves the alert out
   * @param numbers those that differ
   * @param owner not blank, on one line
   */
  public AlertOverride {
    owner.ifPresent(name -> Settings.requireOwner("owner", name));
  }

  /** Changes nothing. */
  public static final AlertOverride NONE = new AlertOverride(true, Tuning.NONE, Optional.empty());
}
