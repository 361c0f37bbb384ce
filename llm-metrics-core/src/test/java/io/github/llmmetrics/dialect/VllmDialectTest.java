package io.github.llmmetrics.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.MetricType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dialect against what vLLM's source says, row by row. */
class VllmDialectTest {

  private static final Map<String, VllmTable.Row> ROWS =
      VllmTable.rows().stream().collect(Collectors.toMap(VllmTable.Row::name, Function.identity()));

  static List<DialectMetric> metrics() {
    return Dialect.VLLM.metrics();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void metric_hasVllmsNameTypeLabelsAndBuckets(DialectMetric metric) {
    VllmTable.Row row = Objects.requireNonNull(ROWS.get(metric.name()), metric.name());

    assertThat(metric.type().label()).isEqualTo(row.type());
    assertThat(metric.labelNames()).containsExactlyElementsOf(row.labels());
    assertThat(metric.buckets()).isEqualTo(row.bounds());
  }

  @Test
  void everyRow_isExposedOrSaidToBeMissing_once() {
    List<String> known = new ArrayList<>();
    metrics().forEach(metric -> known.add(metric.name()));
    Dialect.VLLM.gaps().forEach(gap -> known.addAll(gap.names()));

    assertThat(known).containsExactlyInAnyOrderElementsOf(ROWS.keySet());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void metric_isMadeOfMetricsThatCanMakeIt(DialectMetric metric) {
    assertThat(metric.sources()).allSatisfy(source -> {
      assertThat(source.type()).isEqualTo(metric.type());
      assertThat(source.labels()).contains(LabelDefinitions.MODEL).hasSizeLessThanOrEqualTo(2);
    });
    assertThat(terms(metric)).allSatisfy(term -> {
      List<String> possible = term.metric().labels().stream()
          .filter(LabelDefinition::isClosed)
          .flatMap(label -> label.values().stream())
          .toList();
      assertThat(possible).containsAll(term.values());
    });
    if (metric.type() == MetricType.HISTOGRAM) {
      assertThat(terms(metric))
          .singleElement()
          .satisfies(term -> assertThat(term.factor()).isOne());
    }
  }

  @Test
  void finishedReasons_areThoseOfVllm_butForRepetition() {
    DialectMetric success = metrics().stream()
        .filter(metric -> metric.label().equals("finished_reason"))
        .findFirst()
        .orElseThrow();

    assertThat(success.series())
        .extracting(DialectSeries::labelValue)
        .containsExactly("stop", "length", "abort", "error");
  }

  private static List<DialectTerm> terms(DialectMetric metric) {
    return metric.series().stream()
        .flatMap(series -> Stream.of(series.terms().toArray(DialectTerm[]::new)))
        .toList();
  }
}
