package io.github.llmmetrics.stack.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.testing.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages as they are published: complete, in one form, and leading somewhere. */
class PlaybookPagesTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Path FOLDER = DOCS.resolve("playbooks");

  private static final Map<String, String> PAGES = Playbooks.all(StackSettings.DEFAULT);
  private static final Pattern HEADING = Pattern.compile("(?m)^## (.*)$");
  private static final Pattern STEP = Pattern.compile("(?m)^### (.*)$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");

  static Stream<Map.Entry<String, String>> pages() {
    return PAGES.entrySet().stream();
  }

  @Test
  void pages_areThoseOfTheAlerts() {
    assertThat(PAGES.keySet())
        .containsExactlyElementsOf(
            AlertCatalogue.names().stream().map(name -> name + ".md").toList());
  }

  @Test
  void folder_holdsThePagesAndNothingElse() throws IOException {
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      GeneratedFile.assertCurrent(
          FOLDER.resolve(page.getKey()), page.getValue(), PlaybookPagesTest.class);
    }

    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(PAGES.keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_ofEveryAlert_hasTheSixParts(Map.Entry<String, String> page) {
    assertThat(all(HEADING, page.getValue()))
        .containsExactly("Meaning", "Impact", "Diagnosis", "Mitigation", "Silencing", "Escalation");
    assertThat(all(STEP, section(page.getValue(), "Mitigation")))
        .containsExactly("Now", "Soon", "Later");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_ofEveryAlert_showsItsRuleAndHowToSilenceIt(Map.Entry<String, String> page) {
    String name = page.getKey().replace(".md", "");

    assertThat(page.getValue()).startsWith("# " + name + "\n");
    assertThat(section(page.getValue(), "Meaning")).contains("```promql\n");
    assertThat(section(page.getValue(), "Silencing"))
        .contains("amtool silence add ", "--comment=", "'alertname=\"" + name + "\"'");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void diagnosis_ofEveryAlert_isNumberedAndAsksThreeQueries(Map.Entry<String, String> page) {
    String diagnosis = section(page.getValue(), "Diagnosis");
    List<String> steps = all(STEP, diagnosis);

    for (int i = 0; i < steps.size(); i++) {
      assertThat(steps.get(i)).startsWith(i + 1 + ". ");
    }
    assertThat(diagnosis.split("```promql\n", -1)).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_ofEveryPage_leadToAPageOrADocument(Map.Entry<String, String> page) {
    List<String> links = all(LINK, page.getValue());

    assertThat(links)
        .allSatisfy(link -> assertThat(leadsSomewhere(link)).as(link).isTrue());
  }

  private static boolean leadsSomewhere(String link) throws IOException {
    if (link.startsWith(Page.DOCUMENTATION)) {
      String[] parts = link.substring(Page.DOCUMENTATION.length()).split("#", -1);
      String document = Files.readString(DOCS.resolve(parts[0]));
      return parts.length == 1
          || document.toLowerCase(Locale.ROOT).contains("\n## " + parts[1] + "\n");
    }
    return PAGES.containsKey(link)
        || link.startsWith(StackSettings.DEFAULT.addresses().grafana() + "/d/llm-");
  }

  @Test
  void highLatency_isLookedForInQueueCacheGpuAndBatch_inThisOrder() {
    String page = PAGES.getOrDefault("LLMHighLatencyP99.md", "");

    assertThat(section(page, "Diagnosis").replaceAll("\\s+", " "))
        .containsSubsequence(
            "llm_queue_depth",
            "More than 50",
            "Scale out",
            "llm_kv_cache_usage_percent",
            "Above 90 %",
            "Fewer concurrent sequences",
            "llm_gpu_utilization_percent",
            "Above 95 %",
            "Scale up",
            "llm_batch_size",
            "batching parameters");
  }

  @Test
  void everyPage_saysWhoComesAfterFifteenMinutes() {
    assertThat(PAGES.values()).allSatisfy(page -> {
      String words = section(page, "Escalation").replaceAll("\\s+", " ");
      assertThat(words).contains("15 minutes", "platform team's lead");
    });
  }

  @Test
  void alertingPage_linksToEveryPage() throws IOException {
    String document = Files.readString(DOCS.resolve("alerting.md"));

    assertThat(PAGES.keySet())
        .allSatisfy(page -> assertThat(document).contains("(playbooks/" + page + ")"));
  }

  /** The text under a heading of the second level. */
  private static String section(String page, String heading) {
    String from = page.substring(page.indexOf("\n## " + heading + "\n"));
    int next = from.indexOf("\n## ", 1);
    return next < 0 ? from : from.substring(0, next);
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1)).toList();
  }
}
