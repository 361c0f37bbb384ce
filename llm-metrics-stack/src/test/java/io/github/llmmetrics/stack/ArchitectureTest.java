package io.github.llmmetrics.stack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.github.llmmetrics.testing.CodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The arrows between the packages are those that each package-info says. */
@AnalyzeClasses(packages = "io.github.llmmetrics.stack", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.github.llmmetrics.stack";
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern MAY_USE = Pattern.compile("May use: ([^;]+?)\\.\\s*\\*/");

  /** What a package-info calls by another name than a package of this module. */
  private static final Map<String, String> OTHERS = Map.of(
      "the JDK", "java..",
      "the catalogue", "io.github.llmmetrics.catalogue",
      "all other packages", "io.github.llmmetrics..",
      "java.net.http", "java.net.http",
      "Jackson", "com.fasterxml.jackson..",
      "snakeyaml-engine", "org.snakeyaml..",
      "picocli", "picocli..");

  @ArchTest
  static final ArchRule circles = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchTests coding = ArchTests.in(CodingRules.class);

  @ArchTest
  static void packages_useWhatTheirPackageInfoSays(JavaClasses all) throws IOException {
    Set<String> packages = packages(all);
    assertThat(packages).isNotEmpty();
    for (String name : packages) {
      classes()
          .that()
          .resideInAPackage(name)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(Stream.concat(
                  Stream.of(name, "java..", "org.jspecify.annotations"), used(name, packages))
              .toArray(String[]::new))
          .check(all);
    }
  }

  private static Stream<String> used(String name, Set<String> packages) throws IOException {
    Path file = SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java");
    Matcher mayUse = MAY_USE.matcher(Files.readString(file));
    assertThat(mayUse.find()).as("%s says what it may use", file).isTrue();
    return Arrays.stream(mayUse.group(1).replaceAll("\\s*\\n \\* ?", " ").split(", "))
        .map(used -> {
          String other = OTHERS.getOrDefault(used, ROOT + "." + used);
          assertThat(OTHERS.containsValue(other) || packages.contains(other))
              .as("%s names the package %s", file, used)
              .isTrue();
          return other;
        });
  }

  private static Set<String> packages(JavaClasses all) {
    return all.stream()
        .map(JavaClass::getPackageName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ArchTest
  static void packages_areNullMarked(JavaClasses all) {
    assertThat(all.stream()
            .map(JavaClass::getPackage)
            .filter(room -> !room.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName))
        .isEmpty();
  }
}
