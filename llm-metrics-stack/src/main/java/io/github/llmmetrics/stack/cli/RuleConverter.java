package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.lint.LintRule;
import io.github.llmmetrics.stack.suggest.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a rule. */
final class RuleConverter implements ITypeConverter<LintRule> {

  @Override
  public LintRule convert(String text) {
    Optional<LintRule> named =
        Arrays.stream(LintRule.values()).filter(rule -> rule.id().equals(text)).findFirst();
    if (named.isEmpty()) {
      List<String> ids = Arrays.stream(LintRule.values()).map(LintRule::id).toList();
      throw new TypeConversionException(
          "there is no rule " + text + ": " + NearestName.hint(text, ids));
    }
    return named.get();
  }
}
