package io.github.llmmetrics.stack.lint;

import io.github.llmmetrics.stack.promql.parse.Expression;
import io.github.llmmetrics.stack.promql.parse.ParseException;
import io.github.llmmetrics.stack.promql.parse.PromqlParser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks at one query. */
final class QueryLinter {

  private final LintOptions options;

  QueryLinter(LintOptions options) {
    this.options = options;
  }

  /** What is wrong with it, each thing once. */
  List<Problem> problems(Query query) {
    Set<Problem> problems = new LinkedHashSet<>();
    try {
      check(query, PromqlParser.parse(query.text()), problems);
    } catch (ParseException e) {
      problems.add(new Problem(
          LintRule.SYNTAX,
          "no PromQL: " + e.getMessage(),
          "see it in: " + query.text().strip()));
    }
    return problems.stream()
        .filter(problem -> !options.ignored().contains(problem.rule()))
        .toList();
  }

  private void check(Query query, Expression expression, Set<Problem> problems) {
    new NameRules(options, problems::add).check(expression);
    if (query.isList()) {
      return;
    }
    new TypeRules(problems::add).check(expression);
    UnitRules units = new UnitRules(problems::add);
    units.check(expression);
    units.checkPanel(expression, query.unit().orElse(""), query.steps());
  }
}
