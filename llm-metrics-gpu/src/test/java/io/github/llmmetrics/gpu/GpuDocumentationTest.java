package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of docs/gpu.md, and that the page leaves nothing out. */
class GpuDocumentationTest {

  private static final Pattern XID_ROW = Pattern.compile("(?m)^\\| ([0-9`][^|]*) \\|");

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/gpu.md"));
  }

  @Test
  void quickStart_runs() {
    PrometheusRegistry registry = PrometheusRegistry.defaultRegistry;
    // tag::gpu-start
    LlmMetrics metrics = LlmMetrics.builder().models("llama-3-8b").build();
    GpuMetrics gpus = GpuMetrics.builder(metrics).start(); // same registry, same labels
    // end::gpu-start
    try (metrics;
        gpus) {
      assertThat(registry.scrape().stream().map(metric -> metric.getMetadata().getName()))
          .contains("llm_gpu_driver_up");
    }
  }

  @Test
  void page_namesEveryMetric() throws IOException {
    String page = page();

    assertThat(MetricCatalogue.all())
        .map(MetricDefinition::name)
        .filteredOn(name -> name.startsWith("llm_gpu_"))
        .hasSizeGreaterThan(20)
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }

  @Test
  void page_namesEveryThrottleReason() throws IOException {
    String page = page();

    assertThat(Arrays.stream(GpuReading.values())
            .filter(reading -> reading.name().startsWith("THROTTLE"))
            .map(reading -> reading.labelValues("0")[1]))
        .allSatisfy(reason -> assertThat(page).contains("`" + reason + "`"));
  }

  @Test
  void page_namesEveryReasonThatIsNotNvmls() throws IOException {
    String page = page();

    assertThat(Arrays.stream(CallResult.values()).filter(result -> result.code() < 0))
        .hasSize(5)
        .allSatisfy(result -> assertThat(page).contains("`" + result.reason() + "`"));
  }

  @Test
  void page_saysOfEveryDeclaredXidWhatToDo() throws IOException {
    String table = page().split("### XIDs", 2)[1].split("\n## ", 2)[0];

    assertThat(XID_ROW
            .matcher(table)
            .results()
            .flatMap(row -> Arrays.stream(row.group(1).split(", "))))
        .map(number -> number.replace("`", ""))
        .containsExactlyInAnyOrderElementsOf(GpuInstruments.DECLARED_XIDS);
  }

  @Test
  void page_namesEverySettingAndGroup() throws IOException {
    String page = page();

    assertThat(Arrays.stream(GpuMetrics.Builder.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType() == GpuMetrics.Builder.class))
        .hasSize(7)
        .allSatisfy(method -> assertThat(page).contains("`" + method.getName() + "`"));
    assertThat(GpuGroup.values()).allSatisfy(group -> assertThat(page).contains("`" + group + "`"));
  }
}
