package io.github.llmmetrics.stack.playbook;

import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.AlertDefinition;
import io.github.llmmetrics.stack.alert.StackSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The playbooks: for each alert a page that says what it means and what to do. Thread-safe. */
public final class Playbooks {

  private Playbooks() {}

  /**
   * All pages. An alert that the team switched off has one, too, as others lead to it.
   *
   * @param settings of the team
   * @return Markdown by file name, {@code <AlertName>.md}, in the order of the alerts
   */
  public static Map<String, String> all(StackSettings settings) {
    List<PlaybookQuery> queries = queries(settings);
    Map<String, String> pages = new LinkedHashMap<>();
    for (AlertDefinition alert : AlertCatalogue.all()) {
      pages.put(alert.name() + ".md", new Page(alert, settings, queries).text());
    }
    return pages;
  }

  /**
   * All queries that the pages ask.
   *
   * @param settings of the team
   * @return by name, each once
   */
  public static List<PlaybookQuery> queries(StackSettings settings) {
    return Stream.of(
            LoadQueries.ALL,
            ResultQueries.ALL,
            MachineQueries.all(settings.jobs()),
            ProductQueries.ALL,
            SloQueries.all(settings),
            LibraryQueries.ALL)
        .flatMap(List::stream)
        .toList();
  }
}
