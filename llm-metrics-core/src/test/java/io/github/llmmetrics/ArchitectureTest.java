package io.github.llmmetrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.github.llmmetrics.testing.CodingRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/** The arrows between the rooms, as each package-info says them. */
@AnalyzeClasses(packages = "io.github.llmmetrics", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.github.llmmetrics";

  @ArchTest
  static final ArchRule frontDoor = room(
      ROOT,
      ROOT + ".catalogue",
      ROOT + ".dialect",
      ROOT + ".instrument",
      ROOT + ".label",
      ROOT + ".cost",
      ROOT + ".internal",
      "io.prometheus..");

  @ArchTest
  static final ArchRule catalogue = room(ROOT + ".catalogue");

  @ArchTest
  static final ArchRule dialect = room(ROOT + ".dialect", ROOT + ".catalogue");

  @ArchTest
  static final ArchRule instrument = room(
      ROOT + ".instrument",
      ROOT + ".catalogue",
      ROOT + ".dialect",
      ROOT + ".internal",
      "io.prometheus..");

  @ArchTest
  static final ArchRule label = room(ROOT + ".label", ROOT + ".internal", "javax.crypto..");

  @ArchTest
  static final ArchRule cost = room(ROOT + ".cost");

  @ArchTest
  static final ArchRule exporter =
      room(ROOT + ".exporter", "io.prometheus..", "com.sun.net.httpserver", "javax.net.ssl");

  @ArchTest
  static final ArchRule stream = room(ROOT + ".stream", ROOT);

  @ArchTest
  static final ArchRule internal = room(ROOT + ".internal");

  @ArchTest
  static final ArchTests coding = ArchTests.in(CodingRules.class);

  @ArchTest
  static final ArchRule testing =
      noClasses().should().dependOnClassesThat().resideInAPackage(ROOT + ".testing..");

  /** The rooms that one may use, beside itself, the JDK and the annotations for null. */
  private static ArchRule room(String name, String... others) {
    List<String> allowed = new ArrayList<>(List.of(name, "java..", "org.jspecify.annotations"));
    allowed.addAll(Arrays.asList(others));
    return classes()
        .that()
        .resideInAPackage(name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new));
  }

  @ArchTest
  static void everyPackage_isNullMarkedAndKnownHere(JavaClasses classes)
      throws ClassNotFoundException {
    Set<String> packages = new TreeSet<>();
    classes.forEach(type -> packages.add(type.getPackageName()));

    assertThat(packages)
        .containsExactly(
            ROOT,
            ROOT + ".catalogue",
            ROOT + ".cost",
            ROOT + ".dialect",
            ROOT + ".exporter",
            ROOT + ".instrument",
            ROOT + ".internal",
            ROOT + ".label",
            ROOT + ".stream");
    for (String name : packages) {
      assertThat(Class.forName(name + ".package-info")).hasAnnotation(NullMarked.class);
    }
  }
}
