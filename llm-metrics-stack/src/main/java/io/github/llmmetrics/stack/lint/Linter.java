package io.github.llmmetrics.stack.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.llmmetrics.stack.format.YamlException;
import io.github.llmmetrics.stack.format.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds files and scrapes to the catalogue. */
public final class Linter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LintOptions options;

  /**
   * A linter with options.
   *
   * @param options what the team knows better
   */
  public Linter(LintOptions options) {
    this.options = options;
  }

  /**
   * Looks at dashboards and rule files. What one file records may be used in another one.
   *
   * @param files contents by name; {@code .json} is a dashboard, anything else a rule file
   * @return what is wrong, in the order of the files
   * @throws LintException if a file is neither JSON nor YAML
   */
  public List<Finding> files(Map<String, String> files) {
    List<QueryFile> read = new ArrayList<>();
    Set<String> recorded = new HashSet<>();
    files.forEach((name, content) -> read.add(read(name, content)));
    read.forEach(file -> recorded.addAll(file.recorded()));
    QueryLinter linter = new QueryLinter(options.withRecorded(recorded));
    return read.stream()
        .flatMap(file -> file.queries().stream()
            .flatMap(query ->
                linter.problems(query).stream().map(problem -> finding(file, query, problem))))
        .distinct()
        .toList();
  }

  /**
   * Looks at what a service exposes.
   *
   * @param address it came from
   * @param text in Prometheus' text format
   * @return what is wrong, in the order of the scrape
   * @throws LintException if it is no scrape
   */
  public List<Finding> scrape(String address, String text) {
    return ScrapeLinter.lint(address, text, options);
  }

  private static Finding finding(QueryFile file, Query query, Problem problem) {
    return new Finding(
        file.name(), query.place(), problem.rule(), problem.message(), problem.fix());
  }

  private static QueryFile read(String name, String content) {
    return name.endsWith(".json")
        ? DashboardReader.read(name, json(name, content))
        : RuleFileReader.read(name, yaml(name, content));
  }

  private static JsonNode json(String name, String content) {
    try {
      return JSON.readTree(content);
    } catch (JsonProcessingException e) {
      String line = Optional.ofNullable(e.getLocation())
          .map(location -> "line " + location.getLineNr() + ": ")
          .orElse("");
      throw new LintException(name + ": " + line + "no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static List<Object> yaml(String name, String content) {
    try {
      return YamlReader.documents(content);
    } catch (YamlException e) {
      throw new LintException(name + ": " + e.getMessage(), e);
    }
  }
}
