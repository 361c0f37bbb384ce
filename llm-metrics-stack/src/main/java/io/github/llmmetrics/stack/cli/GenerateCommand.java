package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.alert.StackSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the files of a monitoring stack, or compares them with those that are there. */
@Command(
    name = "generate",
    description = {
      "Writes what Prometheus, Alertmanager, Grafana and people read.",
      "Files that it does not know are left alone."
    },
    mixinStandardHelpOptions = true,
    versionProvider = LlmMetricsCli.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  llm-metrics generate --out monitoring",
      "  llm-metrics generate rules --out monitoring --config settings.yml",
      "  llm-metrics generate --out monitoring --config settings.yml --check"
    })
final class GenerateCommand implements Callable<Integer> {

  private static final String ALL = "all";

  @Parameters(
      paramLabel = "WHAT",
      arity = "0..*",
      completionCandidates = Names.class,
      description = "Any of ${COMPLETION-CANDIDATES}; all if left out.")
  private List<String> names = List.of();

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to.")
  private Path out = Path.of("");

  @Option(
      names = "--check",
      description = "Write nothing; list the files that differ, and exit with 1 if there are any.")
  private boolean isCheck;

  @Mixin
  private SettingsOptions options = new SettingsOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Set<Artifact> artifacts = artifacts();
    StackSettings settings = options.settings();
    OutputFolder folder = new OutputFolder(out);
    Map<String, String> files = files(artifacts, settings);
    List<String> leftovers = files(artifacts, StackSettings.DEFAULT).keySet().stream()
        .filter(name -> !files.containsKey(name) && folder.exists(name))
        .toList();
    return isCheck ? check(folder, files, leftovers) : write(folder, files, leftovers);
  }

  private int write(OutputFolder folder, Map<String, String> files, List<String> leftovers) {
    PrintWriter stdout = spec.commandLine().getOut();
    files.forEach((name, text) -> {
      boolean isUnchanged = folder.has(name, text);
      if (!isUnchanged) {
        folder.write(name, text);
      }
      stdout.println((isUnchanged ? "unchanged " : "wrote     ") + name);
    });
    leftovers.forEach(
        name -> stdout.println("left over " + name + " (these settings make no such file)"));
    return ExitCode.OK;
  }

  private int check(OutputFolder folder, Map<String, String> files, List<String> leftovers) {
    PrintWriter stdout = spec.commandLine().getOut();
    List<String> differences = Stream.concat(
            files.entrySet().stream()
                .filter(file -> !folder.has(file.getKey(), file.getValue()))
                .map(file ->
                    (folder.exists(file.getKey()) ? "stale     " : "missing   ") + file.getKey()),
            leftovers.stream().map(name -> "left over " + name))
        .toList();
    differences.forEach(stdout::println);
    stdout.println(differences.size() + " of " + files.size() + " files differ");
    return differences.isEmpty() ? ExitCode.OK : ExitCode.FOUND;
  }

  private static Map<String, String> files(Set<Artifact> artifacts, StackSettings settings) {
    Map<String, String> files = new LinkedHashMap<>();
    artifacts.forEach(artifact -> files.putAll(artifact.files(settings)));
    return files;
  }

  private Set<Artifact> artifacts() {
    Set<Artifact> artifacts = new TreeSet<>();
    for (String name : names.isEmpty() ? List.of(ALL) : names) {
      List<Artifact> named = Arrays.stream(Artifact.values())
          .filter(artifact -> name.equals(ALL) || name.equals(artifact.toString()))
          .toList();
      if (named.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no " + name + " to generate, but " + String.join(", ", new Names()));
      }
      artifacts.addAll(named);
    }
    return artifacts;
  }

  /** What may be named. */
  static final class Names implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Arrays.stream(Artifact.values()).map(Artifact::toString), Stream.of(ALL))
          .iterator();
    }
  }
}
