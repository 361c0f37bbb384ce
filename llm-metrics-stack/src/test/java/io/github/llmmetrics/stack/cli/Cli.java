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
    int exitCode = plain()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
    return new Result(exitCode, out.toString(), err.toString());
  }

  /** Without colours, whatever the terminal. */
  static CommandLine plain() {
    return LlmMetricsCli.commandLine()
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
  }
}
