package io.github.llmmetrics.stack.cli;

/** What a command tells the shell. */
final class ExitCode {

  /** All is well. */
  static final int OK = 0;

  /** The command did its work and found something. */
  static final int FOUND = 1;

  /** The command could not do its work. */
  static final int FAILED = 2;

  private ExitCode() {}
}
