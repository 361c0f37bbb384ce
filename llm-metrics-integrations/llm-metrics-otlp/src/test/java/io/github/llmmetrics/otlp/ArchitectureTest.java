package io.github.llmmetrics.otlp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.github.llmmetrics.testing.CodingRules;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows, as the package-info says them. OpenTelemetry's internal packages are none of them. */
@AnalyzeClasses(packages = "io.github.llmmetrics.otlp", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrows = classes()
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          "io.github.llmmetrics.otlp",
          "io.github.llmmetrics.internal",
          "io.prometheus.metrics.model.registry",
          "io.prometheus.metrics.model.snapshots",
          "io.opentelemetry.api.common",
          "io.opentelemetry.api.metrics",
          "io.opentelemetry.api.trace",
          "io.opentelemetry.exporter.otlp.http.metrics",
          "io.opentelemetry.sdk.common",
          "io.opentelemetry.sdk.metrics.data",
          "io.opentelemetry.sdk.metrics.export",
          "io.opentelemetry.sdk.resources",
          "java..",
          "org.jspecify.annotations");

  @ArchTest
  static final ArchRule frontDoor = classes()
      .that()
      .arePublic()
      .should()
      .haveSimpleName("OtlpPusher")
      .orShould()
      .haveSimpleName("Builder");

  @ArchTest
  static final ArchTests coding = ArchTests.in(CodingRules.class);

  @Test
  void package_isNullMarked() {
    assertThat(OtlpPusher.class.getPackage().isAnnotationPresent(NullMarked.class))
        .isTrue();
  }
}
