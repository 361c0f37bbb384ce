package io.github.llmmetrics.stack.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The main class of {@code llm-metrics.jar}. */
@Command(
    name = "llm-metrics",
    description =
        "Dashboards, alert rules and playbooks for LLM services, and what keeps them right.",
    mixinStandardHelpOptions = true,
    versionProvider = LlmMetricsCli.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:lint found something, or generate --check a stale file",
      "2:wrong usage, or a file or server that cannot be read or written"
    },
    footer = {"", "llm-metrics help COMMAND says more about a command."},
    subcommands = {
      GenerateCommand.class,
      StackCommand.class,
      SettingsCommand.class,
      CatalogueCommand.class,
      LintCommand.class,
      BaselineCommand.class,
      NoiseCommand.class,
      EstimateCommand.class,
      CommandLine.HelpCommand.class
    })
public final class LlmMetricsCli {

  private LlmMetricsCli() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments of the command line
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new LlmMetricsCli())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, new DurationConverter())
        .registerConverter(Instant.class, new TimeConverter())
        .setParameterExceptionHandler((e, arguments) -> wrongUsage(e))
        .setExecutionExceptionHandler((e, command, result) -> {
          if (e instanceof UserError) {
            complain(command, String.valueOf(e.getMessage()));
            return ExitCode.FAILED;
          }
          throw e;
        });
  }

  private static int wrongUsage(ParameterException refusal) {
    CommandLine command = refusal.getCommandLine();
    List<String> unknown = command.getUnmatchedArguments();
    // What is missing may be what was misspelt.
    ParameterException told = refusal instanceof MissingParameterException && !unknown.isEmpty()
        ? new UnmatchedArgumentException(command, unknown)
        : refusal;
    complain(command, String.valueOf(told.getMessage()));
    UnmatchedArgumentException.printSuggestions(told, command.getErr());
    command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.FAILED;
  }

  private static void complain(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + message.replace('\n', ' '));
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = LlmMetricsCli.class.getPackage().getImplementationVersion();
      return new String[] {"llm-metrics " + Optional.ofNullable(version).orElse("(not packaged)")};
    }
  }
}
