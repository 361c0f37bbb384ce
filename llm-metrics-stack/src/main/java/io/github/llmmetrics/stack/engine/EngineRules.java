package io.github.llmmetrics.stack.engine;

import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.rule.RuleGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The recording rules that make metrics of the catalogue of engines' own series. */
public final class EngineRules {

  private EngineRules() {}

  /**
   * The rule files.
   *
   * @param settings which engines
   * @return texts by file name: {@code llm-engine-<name>.yml}
   */
  public static Map<String, String> files(EngineSettings settings) {
    Map<String, String> files = new LinkedHashMap<>();
    groups(settings)
        .forEach(
            group -> files.put(group.name() + ".yml", Yaml.text(RuleGroup.file(List.of(group)))));
    return files;
  }

  /**
   * The rules, a group for each engine.
   *
   * @param settings which engines
   * @return in the order of the settings
   */
  public static List<RuleGroup> groups(EngineSettings settings) {
    return settings.engines().stream()
        .flatMap(name -> Engines.byName(name).stream())
        .map(engine -> new RuleGroup(
            "llm-engine-" + engine.name(),
            Optional.of(settings.interval()),
            engine.mappings().stream().flatMap(engine::rules).toList()))
        .toList();
  }
}
