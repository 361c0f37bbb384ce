package io.github.llmmetrics.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The definition of one metric: all that is to be known about it before it has a value.
 *
 * @param id a short name for use in code and settings, unique in the catalogue
 * @param dimension the side of a service that it watches
 * @param name the exposed name, unique in the catalogue
 * @param displayName a title for panels and tables
 * @param description one sentence: what it means, with the start and end of every clock; the {@code # HELP} text
 * @param unit what its number counts or measures
 * @param type its Prometheus type
 * @param labels its labels, in the order of the exposition
 * @param buckets the upper bounds of a histogram, ascending, without {@code +Inf}; empty for any other type
 * @param serviceLevelBounds bounds that an objective or another metric's threshold refers to, so buckets must keep
 *     them
 * @param thresholds its attention thresholds, if it has any
 * @param direction which way it goes when things get worse
 * @param alsoKnownAs what known engines, exporters and guides call the same thing
 */
public record MetricDefinition(
    String id,
    Dimension dimension,
    String name,
    String displayName,
    String description,
    MetricUnit unit,
    MetricType type,
    List<LabelDefinition> labels,
    List<Double> buckets,
    List<Double> serviceLevelBounds,
    Optional<Thresholds> thresholds,
    Direction direction,
    List<String> alsoKnownAs) {

  /**
   * The bounds that any bucket list of this histogram must hold: its thresholds and its service-level bounds.
   *
   * @return ascending; empty for any other type
   */
  public List<Double> requiredBounds() {
    if (type != MetricType.HISTOGRAM) {
      return List.of();
    }
    TreeSet<Double> bounds = new TreeSet<>(serviceLevelBounds);
    thresholds.ifPresent(t -> bounds.addAll(List.of(t.warning(), t.critical())));
    return List.copyOf(bounds);
  }

  /**
   * The names of the labels.
   *
   * @return in the order of the exposition
   */
  public List<String> labelNames() {
    return labels.stream().map(LabelDefinition::name).toList();
  }

  // Not the record's own, nor is hashCode: from their first call on, JDK 17 keeps the record's
  // class loader, and with it all of a service that was redeployed.
  /** Whether it has the same name: no two of a catalogue have. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MetricDefinition definition && name.equals(definition.name);
  }

  /** The name's. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  static Builder gauge(String id, Dimension dimension, String name) {
    return new Builder(id, dimension, name, MetricType.GAUGE);
  }

  static Builder counter(String id, Dimension dimension, String name) {
    return new Builder(id, dimension, name, MetricType.COUNTER);
  }

  static Builder histogram(String id, Dimension dimension, String name, List<Double> buckets) {
    Builder builder = new Builder(id, dimension, name, MetricType.HISTOGRAM);
    builder.buckets = buckets;
    return builder;
  }

  static Builder info(String id, Dimension dimension, String name) {
    return new Builder(id, dimension, name, MetricType.INFO);
  }

  /** Collects a definition's parts, so that the catalogue reads as a list. */
  static final class Builder {
    private final String id;
    private final Dimension dimension;
    private final String name;
    private final MetricType type;
    private String displayName = "";
    private String description = "";
    private MetricUnit unit = MetricUnit.NONE;
    private List<LabelDefinition> labels = List.of();
    private List<Double> buckets = List.of();
    private List<Double> serviceLevelBounds = List.of();
    private Optional<Thresholds> thresholds = Optional.empty();
    private Direction direction = Direction.NONE;
    private final List<String> alsoKnownAs = new ArrayList<>();

    private Builder(String id, Dimension dimension, String name, MetricType type) {
      this.id = id;
      this.dimension = dimension;
      this.name = name;
      this.type = type;
    }

    Builder says(String displayName, String description) {
      this.displayName = Objects.requireNonNull(displayName, "displayName");
      this.description = Objects.requireNonNull(description, "description");
      return this;
    }

    Builder unit(MetricUnit unit) {
      this.unit = unit;
      return this;
    }

    Builder labels(LabelDefinition... labels) {
      this.labels = List.of(labels);
      return this;
    }

    Builder serviceLevelBounds(Double... bounds) {
      this.serviceLevelBounds = List.of(bounds);
      return this;
    }

    Builder highIsBad(double warning, double critical, Thresholds.Basis basis) {
      this.thresholds = Optional.of(new Thresholds(warning, critical, basis));
      this.direction = Direction.HIGH_IS_BAD;
      return this;
    }

    Builder lowIsBad(double warning, double critical) {
      this.thresholds = Optional.of(new Thresholds(warning, critical, Thresholds.Basis.VALUE));
      return lowIsBad();
    }

    Builder lowIsBad() {
      this.direction = Direction.LOW_IS_BAD;
      return this;
    }

    Builder alsoKnownAs(String... names) {
      alsoKnownAs.addAll(List.of(names));
      return this;
    }

    MetricDefinition build() {
      if ((type == MetricType.HISTOGRAM) == buckets.isEmpty()) {
        throw new IllegalArgumentException(name + ": a " + type + " with buckets " + buckets);
      }
      return new MetricDefinition(
          id,
          dimension,
          name,
          displayName,
          description,
          unit,
          type,
          labels,
          buckets,
          serviceLevelBounds,
          thresholds,
          direction,
          List.copyOf(alsoKnownAs));
    }
  }
}
