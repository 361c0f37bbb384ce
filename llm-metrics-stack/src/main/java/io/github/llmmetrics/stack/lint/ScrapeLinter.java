package io.github.llmmetrics.stack.lint;

import io.github.llmmetrics.stack.promql.parse.Expression.SeriesSelector;
import io.github.llmmetrics.stack.promql.parse.ParseException;
import io.github.llmmetrics.stack.promql.parse.PromqlParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at what a service exposes in the text format. Names that an engine has of its own are no findings: only ours, and
 * those that look like ours.
 */
final class ScrapeLinter {

  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\w+)");
  private static final Pattern SAMPLE = Pattern.compile(
      "([A-Za-z_:][\\w:]*(?:\\{(?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*+\")*+\\})?) +\\S+.*");

  private final String address;
  private final LintOptions options;
  private final List<Finding> findings = new ArrayList<>();

  private ScrapeLinter(String address, LintOptions options) {
    this.address = address;
    this.options = options;
  }

  static List<Finding> lint(String address, String text, LintOptions options) {
    ScrapeLinter linter = new ScrapeLinter(address, options);
    Set<Finding> once = new LinkedHashSet<>();
    boolean isScrape = false;
    for (String line : text.lines().toList()) {
      isScrape |= linter.line(line.strip());
    }
    if (!isScrape) {
      throw new LintException(address + " answers with something else than metrics as text");
    }
    linter.findings.stream()
        .filter(finding -> !options.ignored().contains(finding.rule()))
        .forEach(once::add);
    return List.copyOf(once);
  }

  /** Whether the line is one of a scrape. */
  private boolean line(String line) {
    Matcher type = TYPE.matcher(line);
    if (type.matches()) {
      checkType(type.group(1), type.group(2));
      return true;
    }
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      return false;
    }
    checkSample(sample.group(1));
    return true;
  }

  private void checkType(String name, String type) {
    // OpenMetrics names a counter and an info without their suffixes.
    List.of(name, name + "_total", name + "_info").stream()
        .flatMap(candidate -> SeriesName.of(candidate).stream())
        .filter(SeriesName::isOurs)
        .findFirst()
        .ifPresent(series -> checkType(series, type));
  }

  private void checkType(SeriesName series, String type) {
    String right = series.metric().type().label();
    boolean isRight = type.equals(right) || (right.equals("info") && type.equals("gauge"));
    if (!isRight) {
      report(
          series.text(),
          new Problem(
              LintRule.WRONG_TYPE,
              "it is exposed as " + type + ", and the catalogue says " + right,
              "expose it as " + right + ", or under a name of your own"));
    }
  }

  private void checkSample(String sample) {
    String name = sample.replaceFirst("\\{.*", "");
    if (!Names.isOurKind(name) || name.endsWith("_created")) {
      return;
    }
    Optional<SeriesName> series = SeriesName.of(name);
    if (series.isEmpty()) {
      report(
          name,
          new Problem(LintRule.UNKNOWN_SERIES, "it is not in the catalogue", Names.fix(name)));
      return;
    }
    try {
      SeriesSelector selector = (SeriesSelector) PromqlParser.parse(sample);
      new NameRules(options, problem -> {
            if (problem.rule() != LintRule.BUCKET_SPELLING) {
              report(name, problem);
            }
          })
          .check(selector);
    } catch (ParseException | ClassCastException e) {
      report(
          name, new Problem(LintRule.SYNTAX, "no sample: " + sample, "escape the label's value"));
    }
  }

  private void report(String place, Problem problem) {
    findings.add(new Finding(address, place, problem.rule(), problem.message(), problem.fix()));
  }
}
