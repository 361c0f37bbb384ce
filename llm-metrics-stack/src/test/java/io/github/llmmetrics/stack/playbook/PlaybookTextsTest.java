package io.github.llmmetrics.stack.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.stack.alert.AlertCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The hand-written texts that pages are made from. */
class PlaybookTextsTest {

  private static final Path FOLDER =
      Path.of("src/main/resources/io/github/llmmetrics/stack/playbook");
  private static final Pattern METRIC = Pattern.compile("\\b(llm|vllm|sglang|slo)[_:][a-z_:]+");
  private static final Pattern PART = Pattern.compile("\\{\\{part ([\\w-]+)}}");

  private static Map<String, String> texts() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> texts.put(FOLDER.relativize(file).toString(), read(file)));
    }
    return texts;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void texts_spellNoMetric() throws IOException {
    assertThat(texts())
        .allSatisfy(
            (file, text) -> assertThat(METRIC.matcher(text).results().map(found -> found.group()))
                .as("use {{metric …}} or {{query …}} in %s", file)
                .isEmpty());
  }

  @Test
  void errorTypes_thatATableNames_areThoseOfTheCatalogue() throws IOException {
    String text = texts().getOrDefault("parts/errors-diagnosis.md", "");
    List<String> named = Pattern.compile("(?m)^\\| `([^|]*)` \\|")
        .matcher(text)
        .results()
        .flatMap(row -> Stream.of(row.group(1).split("`, `", -1)))
        .filter(name -> !name.equals("error_type"))
        .toList();

    assertThat(named).containsExactlyInAnyOrderElementsOf(LabelDefinitions.ERROR_TYPE.values());
  }

  @Test
  void texts_areThoseOfTheAlertsAndTheirParts() throws IOException {
    Map<String, String> texts = texts();
    Set<String> expected = new TreeSet<>();
    AlertCatalogue.names().forEach(name -> expected.add(name + ".md"));
    texts
        .values()
        .forEach(text -> PART.matcher(text)
            .results()
            .forEach(part -> expected.add("parts/" + part.group(1) + ".md")));

    assertThat(texts.keySet()).isEqualTo(expected);
  }

  @Test
  void fill_ofAPlaceholder_takesTheValueAsItIs() {
    Template template = new Template("page.md", "More than {{threshold}} of {{metric cost}}.");

    assertThat(template.fill(place -> place.equals("threshold") ? "$1\\2" : "[" + place + "]"))
        .isEqualTo("More than $1\\2 of [metric cost].");
  }

  @Test
  void fill_withAValueThatIsRefused_namesFileAndPlace() {
    Template template = new Template("page.md", "{{query gone}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> template.fill(place -> {
          throw new IllegalArgumentException("no such query");
        }))
        .withMessage("page.md: {{query gone}}: no such query");
  }

  @Test
  void read_ofAFileThatIsNotThere_namesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.read("parts/gone.md"))
        .withMessage("no playbook text: parts/gone.md");
  }
}
