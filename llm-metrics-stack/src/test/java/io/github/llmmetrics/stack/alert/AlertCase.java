package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.rule.RuleGroup;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One alert in several situations, tested with the rules as they are generated.
 *
 * @param alert its name
 * @param settings of the rules
 * @param evaluation how often its rules are evaluated: more seldom than in production where days are played
 * @param situations to be tested
 */
record AlertCase(
    String alert, StackSettings settings, Duration evaluation, List<Situation> situations) {

  static AlertCase of(String alert, Situation... situations) {
    return new AlertCase(alert, StackSettings.DEFAULT, Duration.ofSeconds(30), List.of(situations));
  }

  AlertCase evaluatedEach(Duration interval) {
    return new AlertCase(alert, settings, interval, situations);
  }

  AlertCase ofJobs(String... jobs) {
    return new AlertCase(alert, settings.withJobs(List.of(jobs)), evaluation, situations);
  }

  /** Runs promtool. */
  Program.Result run(Path folder) throws IOException, InterruptedException {
    Program promtool = Program.require("promtool");
    List<RuleGroup> groups = groups();
    Files.writeString(folder.resolve("rules.yml"), Yaml.text(RuleGroup.file(groups)));
    Path test = Files.writeString(folder.resolve("test.yml"), Yaml.text(tree(groups)));
    return promtool.run("", "test", "rules", test.toString());
  }

  private Map<String, Object> tree(List<RuleGroup> groups) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rule_files", List.of("rules.yml"));
    tree.put("evaluation_interval", evaluation.toSeconds() + "s");
    tree.put("group_eval_order", groups.stream().map(RuleGroup::name).toList());
    tree.put("tests", situations.stream().map(Situation::tree).toList());
    return tree;
  }

  /** The group of the alert and what it reads; the rest would only take time. */
  private List<RuleGroup> groups() {
    RuleSet rules = RuleSet.of(settings);
    AlertGroup group = AlertCatalogue.byName(alert).orElseThrow().group();
    Stream<RuleGroup> recordings = rules.recordings().stream()
        .filter(recording -> recording.name().startsWith("llm-slo") == (group == AlertGroup.SLO));
    Stream<RuleGroup> alerts =
        rules.alerts().stream().filter(rule -> rule.name().equals(group.label()));
    return Stream.concat(recordings, alerts).toList();
  }

  @Override
  public String toString() {
    return alert;
  }
}
