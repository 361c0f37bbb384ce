package io.github.llmmetrics.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All metrics, in the order of the documentation.
 *
 * <p>The definitions themselves are constants of {@link ApplicationMetrics}, {@link ModelMetrics},
 * {@link BusinessMetrics}, {@link SystemMetrics} and {@link SelfMetrics}. Immutable and thread-safe.
 */
public final class MetricCatalogue {

  private static final List<MetricDefinition> ALL = Stream.of(
          SystemMetrics.ALL,
          ApplicationMetrics.ALL,
          ModelMetrics.ALL,
          BusinessMetrics.ALL,
          SelfMetrics.ALL)
      .flatMap(List::stream)
      .toList();

  private static final Map<String, MetricDefinition> BY_ID = index(MetricDefinition::id);
  private static final Map<String, MetricDefinition> BY_NAME = index(MetricDefinition::name);

  private MetricCatalogue() {}

  /**
   * Every definition.
   *
   * @return in the order of the documentation
   */
  public static List<MetricDefinition> all() {
    return ALL;
  }

  /**
   * The definition with an id.
   *
   * @param id for example {@code ttft}
   * @return empty if the catalogue has none
   */
  public static Optional<MetricDefinition> byId(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /**
   * The definition with an exposed name.
   *
   * @param name for example {@code llm_time_to_first_token_seconds}
   * @return empty if the catalogue has none
   */
  public static Optional<MetricDefinition> byName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static Map<String, MetricDefinition> index(Function<MetricDefinition, String> key) {
    return ALL.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
  }
}
