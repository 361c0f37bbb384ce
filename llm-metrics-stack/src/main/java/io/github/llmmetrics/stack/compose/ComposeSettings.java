package io.github.llmmetrics.stack.compose;

import io.github.llmmetrics.stack.alert.Settings;
import java.time.Duration;
import java.util.List;

/**
 * What a team may set of its stack in docker compose.
 *
 * @param project its name among others on the machine
 * @param targets where the LLM services are, as Prometheus reaches them from its container
 * @param tracesRetention how long traces are kept
 */
public record ComposeSettings(String project, List<String> targets, Duration tracesRetention) {

  /** What the machine that runs the containers is called inside of them. */
  public static final String HOST = "host.docker.internal";

  /** One service on the machine, traces for 7 days. */
  public static final ComposeSettings DEFAULT =
      new ComposeSettings("llm-monitoring", List.of(HOST + ":9464"), Duration.ofDays(7));

  /**
   * Checks the names and ranges.
   *
   * @param project lower-case letters, digits, hyphens and underscores
   * @param targets one or more, {@code host:port}
   * @param tracesRetention a day or more, whole days
   */
  public ComposeSettings {
    targets = List.copyOf(targets);
    Settings.require(
        project.matches("[a-z0-9][a-z0-9_-]*"),
        "project",
        project,
        "lower-case letters, digits, hyphens and underscores");
    Settings.require(
        !targets.isEmpty()
            && targets.stream().allMatch(target -> target.matches("[A-Za-z0-9._-]+:[0-9]{1,5}")),
        "targets",
        targets,
        "one or more of host:port");
    long days = tracesRetention.toDays();
    Settings.require(
        days >= 1 && tracesRetention.equals(Duration.ofDays(days)),
        "traces_retention",
        tracesRetention,
        "whole days, 1 or more");
  }

  /**
   * The same, for other services.
   *
   * @param targets one or more, {@code host:port}
   * @return new settings
   */
  public ComposeSettings withTargets(List<String> targets) {
    return new ComposeSettings(project, targets, tracesRetention);
  }
}
