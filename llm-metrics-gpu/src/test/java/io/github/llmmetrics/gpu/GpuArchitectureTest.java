package io.github.llmmetrics.gpu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.github.llmmetrics.testing.CodingRules;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may use what, as the package-info says; and that the binding's two lists are complete. */
@AnalyzeClasses(packages = "io.github.llmmetrics.gpu", importOptions = DoNotIncludeTests.class)
class GpuArchitectureTest {

  private static final String ROOT = "io.github.llmmetrics";
  private static final String BINDING = "org.bytedeco.cuda.";

  @ArchTest
  static final ArchRule rooms = classes()
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          ROOT,
          ROOT + ".gpu",
          ROOT + ".catalogue",
          ROOT + ".instrument",
          ROOT + ".internal",
          "io.prometheus.metrics.model.registry",
          "org.bytedeco..",
          "org.jspecify.annotations",
          "java..");

  @ArchTest
  static final ArchRule frontDoor = noClasses()
      .should()
      .dependOnClassesThat(DescribedPredicate.describe(
          "are in core's front door, but for LlmMetrics",
          (JavaClass type) ->
              type.getPackageName().equals(ROOT) && !type.getName().equals(ROOT + ".LlmMetrics")));

  @ArchTest
  static final ArchRule binding = noClasses()
      .that(DescribedPredicate.not(
          DescribedPredicate.describe("are the binding", GpuArchitectureTest::isBinding)))
      .should()
      .dependOnClassesThat()
      .resideInAPackage("org.bytedeco..");

  private static boolean isBinding(JavaClass type) {
    String binding = NvmlBinding.class.getName();
    return type.isEquivalentTo(NvmlLoader.class)
        || type.isEquivalentTo(NvmlBinding.class)
        || type.getName().startsWith(binding + "$");
  }

  @ArchTest
  static final ArchTests coding = ArchTests.in(CodingRules.class);

  @ArchTest
  static void package_isNullMarked(JavaClasses all) {
    assertThat(all.getPackage(ROOT + ".gpu").isAnnotatedWith(NullMarked.class)).isTrue();
  }

  @ArchTest
  static void publicTypes_areTheFrontDoor(JavaClasses all) {
    Set<String> open = all.stream()
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .map(JavaClass::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
    assertThat(open).containsExactly("Builder", "GpuGroup", "GpuMetrics");
  }

  /** One that is missing would load CUDA's runtime when it is first used, or fail where that is not installed. */
  @ArchTest
  static void classesOfTheBinding_areAllInitialisedByHand(JavaClasses all) {
    Set<String> used = all.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getName())
        .filter(name -> name.startsWith(BINDING))
        .collect(Collectors.toCollection(TreeSet::new));
    assertThat(used).containsExactlyInAnyOrderElementsOf(NvmlLoader.CLASSES);
  }

  /** One that is missing would end the JVM where the driver lacks it. */
  @ArchTest
  static void functionsOfNvml_areAllLookedUpBeforeTheyAreCalled(JavaClasses all) {
    Set<String> called = all.stream()
        .flatMap(type -> type.getAccessesFromSelf().stream())
        .filter(access -> access.getTargetOwner().getName().equals(BINDING + "global.nvml"))
        .map(JavaAccess::getName)
        .collect(Collectors.toCollection(TreeSet::new));
    Stream<String> looked = Arrays.stream(NvmlFunction.values()).map(NvmlFunction::symbol);
    assertThat(called).containsExactlyInAnyOrderElementsOf(looked.toList());
  }

  /** Maven cannot ship one architecture to one user and another one to the next. */
  @ArchTest
  static void nativeLibraries_areThereForBothArchitectures(JavaClasses all) {
    ClassLoader classes = GpuArchitectureTest.class.getClassLoader();
    for (String platform : Set.of("linux-x86_64", "linux-arm64")) {
      assertThat(classes.getResource("org/bytedeco/cuda/" + platform + "/libjninvml.so"))
          .as(platform)
          .isNotNull();
      assertThat(classes.getResource("org/bytedeco/javacpp/" + platform + "/libjnijavacpp.so"))
          .as(platform)
          .isNotNull();
    }
  }
}
