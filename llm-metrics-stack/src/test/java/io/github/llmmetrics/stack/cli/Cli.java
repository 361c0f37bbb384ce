package io.github.llmmetrics.stack.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Runs the command line in this process. */
final class Cli {

  private Cli() {}

  /** What a run left behind. */
  record Result(int exitCode, String out, String err) {}

  static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = LlmMetricsCli.commandLine()
        // Without colours, whatever the terminal.
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
    return new Result(exitCode, out.toString(), err.toString());
  }
}
