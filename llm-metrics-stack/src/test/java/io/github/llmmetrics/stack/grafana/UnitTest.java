package io.github.llmmetrics.stack.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnitTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(ApplicationMetrics.TTFT, Unit.SECONDS),
        Arguments.of(ApplicationMetrics.QUEUE_DEPTH, Unit.COUNT),
        Arguments.of(ApplicationMetrics.KV_CACHE_USAGE, Unit.PERCENT),
        Arguments.of(ModelMetrics.QUALITY_SCORE, Unit.SHARE),
        Arguments.of(BusinessMetrics.REQUEST_COST, Unit.DOLLARS),
        Arguments.of(SystemMetrics.GPU_MEMORY_USED, Unit.BYTES),
        Arguments.of(SystemMetrics.GPU_TEMPERATURE, Unit.CELSIUS),
        Arguments.of(SystemMetrics.GPU_POWER, Unit.WATTS),
        Arguments.of(SystemMetrics.GPU_ENERGY, Unit.JOULES),
        Arguments.of(SystemMetrics.GPU_SM_CLOCK, Unit.HERTZ),
        Arguments.of(SystemMetrics.GPU_LAST_POLL, new Unit("dateTimeFromNow")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void of_isTheUnitOfTheValue(MetricDefinition metric, Unit unit) {
    assertThat(Unit.of(metric)).isEqualTo(unit);
  }

  static Stream<Arguments> rates() {
    return Stream.of(
        Arguments.of(ApplicationMetrics.REQUESTS, Unit.REQUESTS_PER_SECOND),
        Arguments.of(ApplicationMetrics.TOKENS, Unit.TOKENS_PER_SECOND),
        Arguments.of(SystemMetrics.GPU_PCIE, Unit.BYTES_PER_SECOND),
        Arguments.of(SystemMetrics.GPU_ENERGY, Unit.WATTS),
        Arguments.of(SystemMetrics.GPU_THROTTLE_TIME, Unit.SHARE),
        Arguments.of(SystemMetrics.GPU_ECC_ERRORS, Unit.COUNTS_PER_SECOND));
  }

  @ParameterizedTest
  @MethodSource("rates")
  void perSecond_isTheUnitOfTheRate(MetricDefinition metric, Unit unit) {
    assertThat(Unit.perSecond(metric)).isEqualTo(unit);
  }

  @Test
  void perSecond_ofWhatHasNoRate_throws() {
    assertThatThrownBy(() -> Unit.perSecond(SystemMetrics.GPU_TEMPERATURE))
        .hasMessage("llm_gpu_temperature_celsius: celsius in a second has no unit");
  }

  static Stream<MetricDefinition> counters() {
    return MetricCatalogue.all().stream()
        .filter(metric -> metric.type() == MetricType.COUNTER)
        .filter(metric -> !metric.unit().label().equals("dollars"));
  }

  @ParameterizedTest
  @MethodSource("counters")
  void perSecond_isThereForEveryCounter_butMoney(MetricDefinition counter) {
    assertThat(Unit.perSecond(counter).id()).isNotBlank();
  }

  @Test
  void unit_thatIsBlank_throws() {
    assertThatThrownBy(() -> new Unit(" ")).hasMessageContaining("a plain number is \"none\"");
  }

  @Test
  void suffix_isAfterTheNumber() {
    assertThat(Unit.suffix("x").id()).isEqualTo("suffix:x");
  }
}
