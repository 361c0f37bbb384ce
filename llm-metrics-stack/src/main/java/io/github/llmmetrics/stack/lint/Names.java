package io.github.llmmetrics.stack.lint;

import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.stack.suggest.NearestName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may have been meant by a name that looks like one of ours. */
final class Names {

  private static final String PREFIX = "llm_";
  private static final Pattern PART = Pattern.compile("(.+)(_bucket|_count|_sum)");
  private static final Map<String, String> MEANT = read();

  private Names() {}

  private static Map<String, String> read() {
    Map<String, String> meant = new HashMap<>();
    for (MetricDefinition metric : MetricCatalogue.all()) {
      meant.put(withoutPrefix(metric.name()), metric.name());
      // The catalogue's ids are the short words that people say, such as ttft.
      meant.put(metric.id(), metric.name());
      meant.put(metric.id() + "_" + metric.unit().label(), metric.name());
    }
    return Map.copyOf(meant);
  }

  /** It is the same in all names, so it makes none alike. */
  private static String withoutPrefix(String name) {
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }

  static boolean isOurKind(String name) {
    return name.startsWith(PREFIX);
  }

  static Optional<String> nearest(String name) {
    return NearestName.of(withoutPrefix(name), MEANT.keySet())
        .map(meant -> MEANT.getOrDefault(meant, meant));
  }

  private static Optional<String> ofHistogram(String name) {
    Matcher part = PART.matcher(name);
    return part.matches()
        ? nearest(part.group(1)).filter(Names::isHistogram).map(nearest -> nearest + part.group(2))
        : Optional.empty();
  }

  private static boolean isHistogram(String name) {
    return MetricCatalogue.byName(name)
        .filter(metric -> metric.type() == MetricType.HISTOGRAM)
        .isPresent();
  }

  /** The fix for an unknown name: of a histogram, the series of it that was asked for. */
  static String fix(String name) {
    return ofHistogram(name)
        .or(() -> nearest(name))
        .map(nearest -> "use " + nearest)
        .orElse("see llm-metrics catalogue for the names");
  }
}
