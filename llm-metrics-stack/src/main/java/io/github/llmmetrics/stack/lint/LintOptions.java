package io.github.llmmetrics.stack.lint;

import java.util.HashSet;
import java.util.Set;

/**
 * What a team knows better than the catalogue.
 *
 * @param targetLabels labels that its Prometheus adds to every series
 * @param recorded series that its recording rules write
 * @param ignored rules that it does without
 */
public record LintOptions(Set<String> targetLabels, Set<String> recorded, Set<LintRule> ignored) {

  /** What Prometheus, Kubernetes and common sense call a target. */
  private static final Set<String> USUAL = Set.of(
      "job",
      "instance",
      "namespace",
      "pod",
      "container",
      "node",
      "service",
      "endpoint",
      "cluster",
      "region",
      "zone",
      "env",
      "environment",
      "team",
      "engine");

  /** The labels that are usual, and nothing else. */
  public static final LintOptions DEFAULT = new LintOptions(USUAL, Set.of(), Set.of());

  /**
   * Copies the sets.
   *
   * @param targetLabels of every series
   * @param recorded by recording rules
   * @param ignored not reported
   */
  public LintOptions {
    targetLabels = Set.copyOf(targetLabels);
    recorded = Set.copyOf(recorded);
    ignored = Set.copyOf(ignored);
  }

  /**
   * With more labels of targets.
   *
   * @param labels beside the usual ones
   * @return new options
   */
  public LintOptions withTargetLabels(Set<String> labels) {
    return new LintOptions(union(targetLabels, labels), recorded, ignored);
  }

  /**
   * With more recorded series.
   *
   * @param names of series
   * @return new options
   */
  public LintOptions withRecorded(Set<String> names) {
    return new LintOptions(targetLabels, union(recorded, names), ignored);
  }

  /**
   * Without some rules.
   *
   * @param rules that are not reported
   * @return new options
   */
  public LintOptions without(Set<LintRule> rules) {
    return new LintOptions(targetLabels, recorded, rules);
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> union = new HashSet<>(some);
    union.addAll(others);
    return union;
  }
}
