package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.lint.LintRule;
import io.github.llmmetrics.stack.suggest.NearestName;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a rule. */
final class RuleConverter implements ITypeConverter<LintRule> {

  @Override
  public LintRule convert(String text) {
    List<String> ids = Arrays.stream(LintRule.values()).map(LintRule::id).toList();
    int index = ids.indexOf(text);
    if (index < 0) {
      throw new TypeConversionException(
          "there is no rule " + text + ": " + NearestName.hint(text, ids));
    }
    return LintRule.values()[index];
  }
}
