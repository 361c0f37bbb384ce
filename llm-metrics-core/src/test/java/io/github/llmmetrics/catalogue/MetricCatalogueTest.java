package io.github.llmmetrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricCatalogueTest {

  /** What each unit that is written into names is written as. */
  private static final Map<MetricUnit, String> SUFFIXES = Map.of(
      MetricUnit.PERCENT, "_percent",
      MetricUnit.SECONDS, "_seconds",
      MetricUnit.UNIX_SECONDS, "_timestamp_seconds",
      MetricUnit.BYTES, "_bytes",
      MetricUnit.CELSIUS, "_celsius",
      MetricUnit.WATTS, "_watts",
      MetricUnit.JOULES, "_joules",
      MetricUnit.HERTZ, "_hertz",
      MetricUnit.DOLLARS, "_dollars");

  static List<String> ids() {
    return CatalogueTable.ids();
  }

  static List<MetricDefinition> metrics() {
    return MetricCatalogue.all();
  }

  static List<MetricDefinition> histograms() {
    return MetricCatalogue.all().stream()
        .filter(metric -> metric.type() == MetricType.HISTOGRAM)
        .toList();
  }

  @Test
  void all_holdsTheTablesRowsAndNoOthers() {
    assertThat(CatalogueTable.rowsOfCatalogue()).containsOnlyKeys(CatalogueTable.ids());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void definition_equalsItsRowInEveryColumn(String id) {
    MetricDefinition metric = MetricCatalogue.byId(id).orElseThrow();

    assertThat(CatalogueTable.row(metric)).isEqualTo(CatalogueTable.read().get(id));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void name_endsAsItsTypeSays(MetricDefinition metric) {
    assertThat(metric.name()).matches("llm_[a-z0-9]+(_[a-z0-9]+)*");
    assertThat(metric.name().endsWith("_total")).isEqualTo(metric.type() == MetricType.COUNTER);
    assertThat(metric.name().endsWith("_info")).isEqualTo(metric.type() == MetricType.INFO);
    assertThat(metric.name()).doesNotMatch(".*_(count|sum|bucket|created)");
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void name_carriesItsUnitAndNoOther(MetricDefinition metric) {
    String base = metric.name().replaceFirst("_total$", "");
    String own = SUFFIXES.get(metric.unit());

    if (own != null) {
      assertThat(base).endsWith(own);
    } else {
      SUFFIXES.values().forEach(suffix -> assertThat(base).doesNotEndWith(suffix));
    }
  }

  @Test
  void names_neverCollideInTheExposition() {
    List<String> exposed = new ArrayList<>();
    for (MetricDefinition metric : MetricCatalogue.all()) {
      exposed.addAll(exposedNames(metric));
    }

    assertThat(exposed).hasSizeGreaterThan(MetricCatalogue.all().size()).doesNotHaveDuplicates();
  }

  /** The names of its series, and of the family where that differs. */
  private static List<String> exposedNames(MetricDefinition metric) {
    String name = metric.name();
    return switch (metric.type()) {
      case GAUGE -> List.of(name);
      case INFO -> List.of(name, name.replaceFirst("_info$", ""));
      case COUNTER -> {
        String base = name.replaceFirst("_total$", "");
        yield List.of(name, base, base + "_created");
      }
      case HISTOGRAM ->
        Stream.of("", "_bucket", "_count", "_sum", "_created").map(name::concat).toList();
    };
  }

  @Test
  void lookUps_findEveryDefinitionAndNothingElse() {
    for (MetricDefinition metric : MetricCatalogue.all()) {
      assertThat(MetricCatalogue.byId(metric.id())).containsSame(metric);
      assertThat(MetricCatalogue.byName(metric.name())).containsSame(metric);
    }
    assertThat(MetricCatalogue.byId("nothing")).isEmpty();
    assertThat(MetricCatalogue.byName("ttft")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("histograms")
  void buckets_ascendAndHoldEveryRequiredBound(MetricDefinition metric) {
    assertThat(metric.buckets()).isSorted().doesNotHaveDuplicates();
    assertThat(metric.buckets()).containsAll(metric.requiredBounds());
    metric
        .thresholds()
        .ifPresent(thresholds -> assertThat(metric.requiredBounds())
            .contains(thresholds.warning(), thresholds.critical()));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void thresholds_lieInTheBadDirection(MetricDefinition metric) {
    metric
        .thresholds()
        .ifPresent(thresholds -> assertThat(metric.direction())
            .isEqualTo(
                thresholds.critical() > thresholds.warning()
                    ? Direction.HIGH_IS_BAD
                    : Direction.LOW_IS_BAD));
    assertThat(metric.displayName()).isNotBlank();
    assertThat(metric.description()).isNotBlank().doesNotEndWith(".");
  }

  @Test
  void labels_ofOneNameInOneMetric_areNeverTwo() {
    for (MetricDefinition metric : MetricCatalogue.all()) {
      assertThat(metric.labelNames()).as(metric.name()).doesNotHaveDuplicates();
    }
  }

  @Test
  void customerId_isOnCountersOnly() {
    List<MetricType> types = MetricCatalogue.all().stream()
        .filter(metric -> metric.labels().contains(LabelDefinitions.CUSTOMER_ID))
        .map(MetricDefinition::type)
        .distinct()
        .toList();

    assertThat(types).containsExactly(MetricType.COUNTER);
  }

  @Test
  void openLabels_ofOneName_areTheSameDefinition() {
    Map<String, LabelDefinition> open = new HashMap<>();
    for (MetricDefinition metric : MetricCatalogue.all()) {
      for (LabelDefinition label : metric.labels()) {
        if (label.isOpen()) {
          LabelDefinition first = open.putIfAbsent(label.name(), label);
          assertThat(Objects.requireNonNullElse(first, label)).isSameAs(label);
        }
      }
    }
    assertThat(open)
        .containsOnlyKeys("model", "customer_id", "evaluator", "reason", "category", "segment");
  }

  @Test
  void statusLists_arePartsOfEachOther() {
    assertThat(LabelDefinitions.STATUS.values()).containsAll(LabelDefinitions.VALID_STATUSES);
    assertThat(LabelDefinitions.VALID_STATUSES).containsAll(LabelDefinitions.BAD_STATUSES);
    assertThat(LabelDefinitions.VALID_STATUSES).containsAll(LabelDefinitions.LATENCY_STATUSES);
    assertThat(LabelDefinitions.BAD_STATUSES).doesNotContain("success");
  }
}
