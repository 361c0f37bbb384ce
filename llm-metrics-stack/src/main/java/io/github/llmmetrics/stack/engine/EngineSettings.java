package io.github.llmmetrics.stack.engine;

import io.github.llmmetrics.stack.alert.Settings;
import java.time.Duration;
import java.util.List;

/**
 * What a team may set of the rules for engines that are not ours.
 *
 * @param engines by names of {@link Engines}
 * @param interval how often their series are recorded: as often as they are scraped
 */
public record EngineSettings(List<String> engines, Duration interval) {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** No engine, recorded every 15 s. */
  public static final EngineSettings DEFAULT =
      new EngineSettings(List.of(), Duration.ofSeconds(15));

  /**
   * Checks the names and the interval.
   *
   * @param engines each once
   * @param interval whole seconds, 1 s to 1 min: a rate of an alert looks back over five
   * @throws IllegalArgumentException that names setting, value and range
   */
  public EngineSettings {
    engines = List.copyOf(engines);
    for (String name : engines) {
      Settings.require(
          Engines.names().contains(name), "engines", name, "one of " + Engines.names());
    }
    Settings.require(
        engines.stream().distinct().count() == engines.size(), "engines", engines, "named once");
    Settings.require(
        interval.toSeconds() >= 1
            && interval.compareTo(LONGEST) <= 0
            && interval.equals(Duration.ofSeconds(interval.toSeconds())),
        "interval",
        interval,
        "whole seconds, 1 s to 1 min");
  }

  /**
   * The same, for other engines.
   *
   * @param names of {@link Engines}
   * @return new settings
   */
  public EngineSettings withEngines(List<String> names) {
    return new EngineSettings(names, interval);
  }

  /**
   * The same, at another interval.
   *
   * @param duration 1 s to 1 min
   * @return new settings
   */
  public EngineSettings withInterval(Duration duration) {
    return new EngineSettings(engines, duration);
  }
}
