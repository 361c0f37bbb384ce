package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.compose.Secrets;
import io.github.llmmetrics.stack.engine.Engines;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      "  llm-metrics generate --out monitoring --engine vllm,dcgm",
      "  llm-metrics generate --out monitoring --config settings.yml --check"
    })
final class GenerateCommand implements Callable<Integer> {

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
    List<Artifact> artifacts = artifacts();
    MonitoringSettings settings = settings();
    OutputFolder folder = new OutputFolder(out);
    Map<String, String> files = files(artifacts, settings);
    List<String> leftovers = files(artifacts, possible()).keySet().stream()
        .filter(name -> !files.containsKey(name) && folder.exists(name))
        .toList();
    if (artifacts.stream().anyMatch(Artifact::namesTargets)) {
      SettingsOptions.warnOfUnscraped(settings, spec.commandLine());
    }
    if (isCheck) {
      return check(folder, files, leftovers);
    }
    int written = write(folder, files, leftovers);
    artifacts.stream().filter(Artifact::hasSecrets).forEach(this::writeSecrets);
    return written;
  }

  /** Once: what is there is in use. They are no part of a check, as they are nowhere but where they are used. */
  private void writeSecrets(Artifact artifact) {
    try {
      Secrets.create(out.resolve(artifact.folder()))
          .forEach(
              name -> spec.commandLine().getOut().println("wrote     " + artifact.folder() + name));
    } catch (IOException e) {
      throw UserFiles.failed("cannot write secrets to", out.resolve(artifact.folder()), e);
    }
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

  private static Map<String, String> files(List<Artifact> artifacts, MonitoringSettings settings) {
    Map<String, String> files = new LinkedHashMap<>();
    artifacts.forEach(artifact -> files.putAll(artifact.files(settings)));
    return files;
  }

  /** Those that make every file that any settings make. */
  private static MonitoringSettings possible() {
    MonitoringSettings defaults = MonitoringSettings.DEFAULT;
    return defaults.withEngines(defaults.engines().withEngines(Engines.names()));
  }

  private MonitoringSettings settings() {
    MonitoringSettings settings = options.settings();
    if (settings.engines().engines().isEmpty() && names.contains(Artifact.ENGINES)) {
      throw new ParameterException(
          spec.commandLine(),
          "engines: say with --engine which of " + String.join(", ", Engines.names()));
    }
    return settings;
  }

  private List<Artifact> artifacts() {
    for (String name : names) {
      if (!Names.ALL.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no " + name + " to generate, but " + String.join(", ", Names.ALL));
      }
    }
    return Artifact.ALL.stream()
        .filter(artifact ->
            names.isEmpty() || names.contains(Names.EVERYTHING) || names.contains(artifact.name()))
        .toList();
  }

  /** What may be named. */
  static final class Names implements Iterable<String> {

    static final String EVERYTHING = "all";
    static final List<String> ALL = Stream.concat(
            Artifact.ALL.stream().map(Artifact::name), Stream.of(EVERYTHING))
        .toList();

    @Override
    public Iterator<String> iterator() {
      return ALL.iterator();
    }
  }
}
