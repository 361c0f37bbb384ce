package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.catalogue.MetricUnit;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A catalogue definition in client_java's words: metadata, type and labels. */
final class Descriptor {

  private static final Set<MetricUnit> BASE_UNITS = EnumSet.of(
      MetricUnit.SECONDS,
      MetricUnit.BYTES,
      MetricUnit.CELSIUS,
      MetricUnit.WATTS,
      MetricUnit.JOULES,
      MetricUnit.HERTZ,
      MetricUnit.DOLLARS);

  private final MetricDefinition definition;
  private final MetricMetadata metadata;
  private final Labels constantLabels;

  Descriptor(MetricDefinition definition, Labels constantLabels) {
    this.definition = definition;
    this.constantLabels = constantLabels;
    this.metadata =
        new MetricMetadata(baseName(definition), definition.description(), unit(definition));
  }

  MetricDefinition definition() {
    return definition;
  }

  MetricMetadata metadata() {
    return metadata;
  }

  Labels constantLabels() {
    return constantLabels;
  }

  Labels labels(List<String> values) {
    return constantLabels.merge(Labels.of(definition.labelNames(), values));
  }

  MetricFamilyDescriptor toFamilyDescriptor() {
    List<String> names = new ArrayList<>(definition.labelNames());
    constantLabels.forEach(label -> names.add(label.getName()));
    return MetricFamilyDescriptor.of(type(definition.type()), metadata, names);
  }

  /** How many series a metric has if each label that is not closed has a single value. */
  static int closedCombinations(MetricDefinition definition) {
    return definition.labels().stream()
        .mapToInt(label -> Math.max(1, label.values().size()))
        .reduce(1, Math::multiplyExact);
  }

  /** How many sets of label values a metric can have at the most, where each open label has its limit and `other`. */
  static long mostLabelSets(MetricDefinition definition, Map<String, Integer> labelLimits) {
    long product = 1;
    for (LabelDefinition label : definition.labels()) {
      product *= label.isOpen()
          ? labelLimits.getOrDefault(label.name(), 0) + 1L
          : Math.max(1, label.values().size());
    }
    return product;
  }

  /** Whether the catalogue leaves open how many series a metric has. */
  static boolean canGrow(MetricDefinition definition) {
    return !definition.labels().stream().allMatch(LabelDefinition::isClosed);
  }

  /** client_java adds the suffix of the type itself. */
  static String baseName(MetricDefinition definition) {
    String suffix = switch (definition.type()) {
      case COUNTER -> "_total";
      case INFO -> "_info";
      case GAUGE, HISTOGRAM -> "";
    };
    String name = definition.name();
    return name.substring(0, name.length() - suffix.length());
  }

  private static @Nullable Unit unit(MetricDefinition definition) {
    String unit = definition.unit() == MetricUnit.UNIX_SECONDS
        ? MetricUnit.SECONDS.label()
        : definition.unit().label();
    boolean isBase =
        BASE_UNITS.contains(definition.unit()) || definition.unit() == MetricUnit.UNIX_SECONDS;
    return isBase && baseName(definition).endsWith("_" + unit) ? new Unit(unit) : null;
  }

  private static io.prometheus.metrics.model.registry.MetricType type(MetricType type) {
    return io.prometheus.metrics.model.registry.MetricType.valueOf(type.name());
  }
}
