package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.format.Json;
import io.github.llmmetrics.stack.lint.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How findings are printed. */
enum LintFormat {
  /** Three lines for each finding, and a last one with their number. */
  TEXT {
    @Override
    String text(List<Finding> findings) {
      String last = findings.isEmpty() ? "nothing found" : findings.size() + " found";
      return findings.stream().map(LintFormat::lines).collect(Collectors.joining()) + last + "\n";
    }
  },
  /** An array with an object for each finding. */
  JSON {
    @Override
    String text(List<Finding> findings) {
      return Json.text(findings.stream().map(LintFormat::object).toList());
    }
  };

  /** The findings in this format, ending with a line break. */
  abstract String text(List<Finding> findings);

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String lines(Finding finding) {
    return """
        %s: %s: %s
          %s
          fix: %s
        """.formatted(
            finding.file(), finding.place(), finding.rule().id(), finding.message(), finding.fix());
  }

  private static Map<String, String> object(Finding finding) {
    Map<String, String> object = new LinkedHashMap<>();
    object.put("file", finding.file());
    object.put("place", finding.place());
    object.put("rule", finding.rule().id());
    object.put("message", finding.message());
    object.put("fix", finding.fix());
    return object;
  }
}
