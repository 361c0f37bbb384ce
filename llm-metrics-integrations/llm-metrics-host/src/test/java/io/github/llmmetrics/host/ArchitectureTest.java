package io.github.llmmetrics.host;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.github.llmmetrics.testing.CodingRules;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows, as the package-info says them. */
@AnalyzeClasses(packages = "io.github.llmmetrics.host", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule oshi = noClasses()
      .that()
      .doNotHaveSimpleName("OshiHostReader")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("oshi..", "com.sun.jna..", "org.slf4j..");

  @ArchTest
  static final ArchRule arrows = classes()
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          "io.github.llmmetrics",
          "io.github.llmmetrics.host",
          "io.github.llmmetrics.catalogue",
          "io.github.llmmetrics.instrument",
          "io.github.llmmetrics.internal",
          "io.prometheus.metrics.model.registry",
          "oshi..",
          "java..",
          "org.jspecify.annotations");

  @ArchTest
  static final ArchRule coresFrontDoor = noClasses()
      .should()
      .dependOnClassesThat(DescribedPredicate.describe(
          "are in core's front door, but for LlmMetrics",
          (JavaClass type) -> type.getPackageName().equals("io.github.llmmetrics")
              && !type.getFullName().equals("io.github.llmmetrics.LlmMetrics")));

  @ArchTest
  static final ArchRule frontDoor = classes()
      .that()
      .arePublic()
      .should()
      .haveSimpleName("HostMetrics")
      .orShould()
      .haveSimpleName("Builder");

  @ArchTest
  static final ArchTests coding = ArchTests.in(CodingRules.class);

  @Test
  void package_isNullMarked() {
    assertThat(HostMetrics.class.getPackage().isAnnotationPresent(NullMarked.class))
        .isTrue();
  }
}
