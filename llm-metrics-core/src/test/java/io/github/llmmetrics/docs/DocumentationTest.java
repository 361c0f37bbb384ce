package io.github.llmmetrics.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.exporter.MetricsServer;
import io.github.llmmetrics.testing.MarkdownBlocks;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show is compiled, and what they promise to list is listed. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern NAME = Pattern.compile("\\bllm_[a-z0-9_]*[a-z0-9]");
  private static final Pattern HISTOGRAM_SUFFIX = Pattern.compile("_(bucket|count|sum)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  /** Of the tests of every module. */
  private static final List<CodeRegion> REGIONS = new ArrayList<>();

  @BeforeAll
  static void readRegions() throws IOException {
    for (Path tests : folders("src/test/java")) {
      REGIONS.addAll(CodeRegions.in(tests));
    }
  }

  static List<Path> documentsAndSources() throws IOException {
    List<Path> all = new ArrayList<>(documents());
    for (Path sources : folders("src/main")) {
      try (Stream<Path> files = Files.walk(sources)) {
        files.filter(file -> file.toString().matches(".*\\.(java|html|csv)")).forEach(all::add);
      }
    }
    return all;
  }

  /** That folder of every module. */
  private static List<Path> folders(String name) throws IOException {
    try (Stream<Path> modules = Files.find(
        ROOT, 3, (file, attributes) -> file.endsWith("pom.xml") && attributes.isRegularFile())) {
      return modules
          .map(pom -> pom.resolveSibling(name))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void javaBlocks_ofEveryDocument_areCompiledRegions(Path document) throws IOException {
    assertThat(MarkdownBlocks.of(document).in("java"))
        .allSatisfy(block -> assertThat(REGIONS)
            .as("a java block of %s: %s", document, block)
            .anyMatch(region -> region.isShownBy(block)));
  }

  @ParameterizedTest
  @MethodSource("documentsAndSources")
  void names_ofEveryDocumentAndSource_areInTheCatalogue(Path file) throws IOException {
    List<String> names =
        NAME.matcher(Files.readString(file)).results().map(MatchResult::group).toList();

    assertThat(names)
        .allSatisfy(name ->
            assertThat(isInTheCatalogue(name)).as("%s of %s", name, file).isTrue());
  }

  private static boolean isInTheCatalogue(String name) {
    String family = HISTOGRAM_SUFFIX.matcher(name).replaceFirst("");
    boolean isAlias = MetricCatalogue.all().stream()
        .anyMatch(metric -> String.join(" ", metric.alsoKnownAs()).contains(name));
    return MetricCatalogue.byName(name).isPresent()
        || MetricCatalogue.byName(family).isPresent()
        || isAlias;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void links_ofEveryDocument_leadToFiles(Path document) throws IOException {
    List<String> targets = LINK.matcher(Files.readString(document))
        .results()
        .map(link -> link.group(1))
        .toList();

    assertThat(targets)
        .allSatisfy(target -> assertThat(document.resolveSibling(target))
            .as("a link of %s", document)
            .exists());
  }

  @Test
  void readme_hasTheTwoCommands_inShBlocksOfTheirOwn() throws IOException {
    List<String> commands = MarkdownBlocks.of(ROOT.resolve("README.md")).in("sh");

    assertThat(commands).hasSize(2);
    assertThat(commands.get(0)).contains("llm-metrics-chat.jar");
    assertThat(Files.readString(ROOT.resolve(".ci/run")))
        .contains(commands.get(1).replace("mvn ", "mvn -B "));
  }

  @Test
  void configurationPage_listsEverySetting() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/configuration.md"));
    TreeSet<String> settings = new TreeSet<>();
    settings.addAll(settings(LlmMetrics.Builder.class));
    settings.addAll(settings(MetricsServer.Builder.class));

    assertThat(settings).allSatisfy(setting -> assertThat(page).contains("`" + setting + "`"));
  }

  @Test
  void configurationPage_explainsEveryReasonForADrop() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/configuration.md"));

    assertThat(LabelDefinitions.DROP_REASON.values())
        .allSatisfy(reason -> assertThat(page).contains("`" + reason + "`"));
  }

  private static List<String> settings(Class<?> builder) {
    return Arrays.stream(builder.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> method.getReturnType() == builder)
        .map(Method::getName)
        .toList();
  }
}
