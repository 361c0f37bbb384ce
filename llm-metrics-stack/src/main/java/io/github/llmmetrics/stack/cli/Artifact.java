package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.format.Yaml;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What can be generated. */
enum Artifact {
  /** Prometheus rule files, one for each group. */
  RULES("rules/", Artifact::rules);

  private final String folder;
  private final Function<StackSettings, Map<String, String>> generator;

  /** Of a folder, empty or ending with a slash, and what makes its files: texts by name. */
  Artifact(String folder, Function<StackSettings, Map<String, String>> generator) {
    this.folder = folder;
    this.generator = generator;
  }

  /** The files for these settings: texts by their path below the output folder. */
  Map<String, String> files(StackSettings settings) {
    Map<String, String> files = new LinkedHashMap<>();
    generator.apply(settings).forEach((name, text) -> files.put(folder + name, text));
    return files;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> rules(StackSettings settings) {
    Map<String, String> files = new LinkedHashMap<>();
    RuleSet.of(settings).files().forEach((name, tree) -> files.put(name, Yaml.text(tree)));
    return files;
  }
}
