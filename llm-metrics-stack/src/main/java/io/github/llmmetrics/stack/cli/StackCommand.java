package io.github.llmmetrics.stack.cli;

import picocli.CommandLine.Command;

/** Runs a monitoring stack. */
@Command(
    name = "stack",
    description = "Runs the monitoring stack on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = LlmMetricsCli.Version.class,
    subcommands = StackUpCommand.class)
final class StackCommand {}
