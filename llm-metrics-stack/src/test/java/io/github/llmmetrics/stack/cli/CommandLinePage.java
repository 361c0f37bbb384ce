package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.lint.LintRule;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/command-line.md} from the help of the commands. */
final class CommandLinePage {

  private static final String INTRODUCTION = """
      # Command line

      `llm-metrics.jar` writes the files of a monitoring stack and checks those that a team writes itself. It needs Java 17
      and nothing else; `mvn -q -Drun process-classes -pl llm-metrics-stack -am` builds it as
      `llm-metrics-stack/target/llm-metrics.jar`, and so does every `mvn package`.

      ```text
      java -jar llm-metrics-stack/target/llm-metrics.jar generate --out monitoring
      ```

      Each command exits with 0 if all is well, 1 if it found something, and 2 if it could not do its work, with one line
      that says why. What it prints goes to standard output, complaints go to standard error.

      The help texts and the tables here are written by a test; change them in the code, then run
      `mvn -pl llm-metrics-core,llm-metrics-stack test -Dtest=CommandLinePageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true`.

      """;

  private static final String GENERATE = """
      A file is replaced as a whole, and only if it differs. With `--check` a team's CI finds files that were edited by hand
      or are older than their settings. A file that the default settings would make and these do not is called left over:
      Prometheus goes on reading it until somebody deletes it.
      """;

  private static final String STACK_UP = """
      What it prints, and what it does on the way, is in [stack.md](stack.md). It exits with 2 if a program is missing, cannot
      start or ends by itself, with the last lines of that program's log.
      """;

  private static final String SETTINGS = """
      `settings.yml` as `--config` reads it. A key that does not exist is refused with the one that was probably meant, and a
      value that is out of range with its line:

      ```text
      llm-metrics generate: settings.yml: line 3: unknown key alerts.LLMHighTTFT.treshold: did you mean threshold?
      ```

      ```yaml
      owner: chat-team
      objectives:
        availability: 0.995
      alerts:
        LLMHighTTFT:
          threshold: 1.5
          for: 10m
        LLMLowQuality:
          enabled: false
      ```
      """;

  private static final String CATALOGUE = """
      The same metrics are in [metrics.md](metrics.md).
      """;

  private static final String LINT = """
      A finding has the file, the panel or rule, the broken rule, what is wrong and what to do:

      ```text
      rules.yml: alert CacheFull: wrong-unit
        compared with 0.9, but it is percent from 0 to 100
        fix: use 90
      ```

      | Rule | Finds |
      |---|---|
      %s
      A dashboard may be of the classic or of the newer layout; variables of Grafana stand for anything. A rule file may be
      Prometheus' own or a `PrometheusRule` of Kubernetes; what a rule of one file records may be used in every other file of
      the same run. Of a `/metrics` page the names, types and labels are looked at, and only of series that look like
      ours: what an engine exposes beside them is its own.

      Whether a label exists is known from the catalogue and from the labels that targets usually have (`job`, `instance`,
      `namespace`, `pod`, `cluster` and so on); name yours with `--target-label`. The units of series that a recording rule
      made are not known, so nothing is said about them. The reader of PromQL knows the grammar, not all of its types: that a
      file is clean here does not mean that `promtool check rules` has nothing to say.
      """;

  private static final String BASELINE = """
      The method is in the output: a value every five minutes; of each series the worst hundredth is left out; the worst of
      the rest, over all series, gets half as much again; within a tenth of and ten times the present threshold. Alerts on what
      a device can bear (temperature, memory, KV cache, utilisation) keep theirs, as what is usual does not change what a
      device can bear. It needs no recording rules in that Prometheus, but a day of data at least; 7 days see a weekend.

      Credentials come from a file, as others on the machine can read a command line. Redirects are not followed, so that
      they are sent nowhere else:

      ```text
      $ cat headers
      Authorization: Bearer ...
      $ llm-metrics baseline --prometheus https://prometheus.example.com --header-file headers > settings.yml
      ```
      """;

  private static final String NOISE = """
      It reads the series `ALERTS`, which Prometheus writes for every alert that fires, of any rule file. What it advises is a
      start for a conversation: `for` where firings are short, the threshold where an alert fires daily, and the end of
      an alert that asks nobody to act.
      """;

  private static final String ESTIMATE = """
      What is not told is that of a typical service, scraped as often as `generate` has it scraped. The shares are of the
      series of one instance.
      """;

  private CommandLinePage() {}

  static String write() {
    return INTRODUCTION
        + help()
        + section("generate", GENERATE)
        + section("stack up", STACK_UP)
        + section("settings", SETTINGS)
        + section("catalogue", CATALOGUE)
        + section("lint", LINT.formatted(rules()))
        + section("baseline", BASELINE)
        + section("noise", NOISE)
        + section("estimate", ESTIMATE);
  }

  private static String section(String command, String text) {
    return "\n## " + command + "\n\n" + help(command.split(" ", -1)) + "\n" + text;
  }

  private static String help(String... command) {
    String[] arguments =
        Stream.concat(Stream.of(command), Stream.of("--help")).toArray(String[]::new);
    return "```text\n" + Cli.run(arguments).out() + "```\n";
  }

  private static String rules() {
    return Arrays.stream(LintRule.values())
        .map(rule -> "| `" + rule.id() + "` | " + rule.meaning() + " |\n")
        .collect(Collectors.joining());
  }
}
