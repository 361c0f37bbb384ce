package io.github.llmmetrics.stack.lint;

import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The names under which others know the metrics, taken from the catalogue's remarks. */
final class Aliases {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9:]*_[A-Za-z0-9_:]+");

  /** What a remark may say beside names that all mean the metric. */
  private static final Pattern DECORATION = Pattern.compile("guide: |, earlier | \\([^)]*\\)");

  private static final Map<String, Alias> ALL = read();

  /** A foreign name, with what the catalogue says about it. */
  private record Alias(MetricDefinition metric, String remark) {}

  private Aliases() {}

  private static Map<String, Alias> read() {
    Map<String, Alias> aliases = new HashMap<>();
    for (MetricDefinition metric : MetricCatalogue.all()) {
      for (String remark : metric.alsoKnownAs()) {
        String names = DECORATION.matcher(remark).replaceAll(" ");
        boolean isSameThing = NAME.matcher(names).replaceAll("").isBlank();
        NAME.matcher(remark)
            .results()
            .map(MatchResult::group)
            .filter(name -> MetricCatalogue.byName(name).isEmpty())
            // A name may be a part of several metrics; the one that is the same thing is meant.
            .filter(name -> isSameThing || !aliases.containsKey(name))
            .forEach(name -> aliases.put(name, new Alias(metric, remark)));
      }
    }
    return Map.copyOf(aliases);
  }

  /** The metric that a foreign name stands for. */
  static Optional<MetricDefinition> metric(String name) {
    return Optional.ofNullable(ALL.get(name)).map(Alias::metric);
  }

  /** What the catalogue says about a foreign name. */
  static String remark(String name) {
    return Optional.ofNullable(ALL.get(name)).map(Alias::remark).orElse(name);
  }
}
