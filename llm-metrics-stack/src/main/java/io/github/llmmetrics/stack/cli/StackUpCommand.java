package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.local.LocalStack;
import io.github.llmmetrics.stack.local.LocalStack.Server;
import io.github.llmmetrics.stack.local.LocalStackException;
import io.github.llmmetrics.stack.local.SearchPath;
import io.github.llmmetrics.stack.local.TargetWatch;
import io.github.llmmetrics.stack.prometheus.ScrapedTarget;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts Prometheus and Alertmanager, and ends them when it is ended. */
@Command(
    name = "up",
    description = {
      "Starts a Prometheus and an Alertmanager from the PATH with what 'generate' makes for them, and ends them on Ctrl-C.",
      "They listen on 127.0.0.1 only. Exporters that are not there are left out."
    },
    mixinStandardHelpOptions = true,
    versionProvider = LlmMetricsCli.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  llm-metrics stack up",
      "  llm-metrics stack up --target localhost:9464 --target localhost:8000 --free-ports",
      "  llm-metrics stack up --config settings.yml --data monitoring-data"
    })
final class StackUpCommand implements Runnable {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where configuration, data and logs go; llm-metrics-data if left out.")
  private Path data = Path.of("llm-metrics-data");

  @Option(
      names = "--free-ports",
      description = "Listen at any free ports instead of those of the settings, 9090 and 9093.")
  private boolean hasFreePorts;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      description = "How long to wait until all is up; 30s if left out.")
  private Duration limit = Duration.ofSeconds(30);

  @Mixin
  private SettingsOptions options = new SettingsOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    SearchPath path = SearchPath.of(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    try (LocalStack stack = new LocalStack(path, data)) {
      Thread end = new Thread(stack::close, "stack-end");
      Runtime.getRuntime().addShutdownHook(end);
      try {
        run(stack);
      } finally {
        forget(end);
      }
    } catch (LocalStackException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private void run(LocalStack stack) {
    long begin = System.nanoTime();
    MonitoringSettings settings = options.settings();
    SettingsOptions.warnOfUnscraped(settings, spec.commandLine());
    List<Server> servers = stack.start(settings, hasFreePorts, limit);
    PrintWriter stdout = spec.commandLine().getOut();
    servers.forEach(server -> stdout.printf(
        Locale.ROOT,
        "%-12s %s  (version %s, process %d)%n",
        server.name(),
        server.address(),
        server.version(),
        server.pid()));
    TargetWatch targets = new TargetWatch(servers.get(0).address());
    List<ScrapedTarget> found = targets.await(limit, stack);
    found.forEach(target -> stdout.println(line(target)));
    boolean isWhole = found.stream().allMatch(ScrapedTarget::isUp);
    stdout.printf(
        Locale.ROOT,
        "%s after %.1f s; data and logs are in %s; Ctrl-C ends it.%n",
        isWhole ? "All is up" : "Running, but not all is up,",
        (System.nanoTime() - begin) / 1e9,
        data);
    stdout.flush();
    stack.await();
  }

  static String line(ScrapedTarget target) {
    String what = target.instance() + " of job " + target.job();
    if (target.isUp()) {
      return "up           " + what;
    }
    return target.isUnscraped()
        ? "unknown      " + what + ": not scraped yet"
        : "NOT UP       " + what + ": " + target.error();
  }

  /** A hook that was kept would hold the stack of each run of a JVM that lives on. */
  private static void forget(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook is what ends the stack.
    }
  }
}
