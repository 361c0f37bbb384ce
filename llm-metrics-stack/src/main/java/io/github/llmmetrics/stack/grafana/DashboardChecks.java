package io.github.llmmetrics.stack.grafana;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What would make a dashboard empty or ambiguous without a word from Grafana. */
final class DashboardChecks {

  private static final Pattern UID = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  /** A variable in a query; those with two underscores are Grafana's own. */
  private static final Pattern USED_VARIABLE =
      Pattern.compile("\\$\\{?(?!__)([A-Za-z_][A-Za-z0-9_]*)");

  private DashboardChecks() {}

  static void requireTexts(String uid, String title, String description) {
    require(
        UID.matcher(uid).matches(),
        uid,
        "the uid must be 1 to 40 letters, digits, hyphens or underscores");
    require(!title.isBlank(), uid, "no title");
    require(!description.isBlank(), uid, "no description");
  }

  static void requireDistinct(String uid, List<Variable> variables, List<Row> rows) {
    require(!rows.isEmpty(), uid, "no row");
    requireDistinct(uid, "variables", variables.stream().map(Variable::name));
    requireDistinct(uid, "rows", rows.stream().map(Row::title));
    requireDistinct(
        uid, "panels", rows.stream().flatMap(row -> row.panels().stream()).map(Panel::title));
  }

  private static void requireDistinct(String uid, String what, Stream<String> names) {
    Set<String> seen = new HashSet<>();
    names.forEach(name -> require(seen.add(name), uid, "two " + what + " named \"" + name + "\""));
  }

  static void requireDeclared(
      String uid, List<Variable> variables, List<Annotation> annotations, List<Row> rows) {
    Set<String> declared = new HashSet<>();
    for (Variable variable : variables) {
      // One after the other: a variable may depend on those before it.
      requireDeclared(uid, declared, "variable", variable.name(), variable.query());
      declared.add(variable.name());
    }
    for (Annotation annotation : annotations) {
      requireDeclared(
          uid, declared, "annotation", annotation.name(), annotation.query().text());
    }
    for (Row row : rows) {
      row.repeatedBy()
          .ifPresent(by -> require(
              declared.contains(by.name()),
              uid,
              "row \"" + row.title() + "\" is repeated by $" + by.name()
                  + ", which is no variable of it"));
      for (Panel panel : row.panels()) {
        for (Target target : panel.targets()) {
          requireDeclared(uid, declared, "panel", panel.title(), target.query().text());
        }
      }
    }
  }

  private static void requireDeclared(
      String uid, Set<String> declared, String kind, String name, String query) {
    for (MatchResult used : USED_VARIABLE.matcher(query).results().toList()) {
      require(
          declared.contains(used.group(1)),
          uid,
          kind + " \"" + name + "\" uses $" + used.group(1) + ", which is no variable of it");
    }
  }

  private static void require(boolean isRight, String uid, String fault) {
    if (!isRight) {
      throw new IllegalArgumentException("dashboard \"" + uid + "\": " + fault);
    }
  }
}
