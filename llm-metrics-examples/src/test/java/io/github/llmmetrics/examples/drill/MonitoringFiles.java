package io.github.llmmetrics.examples.drill;

import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a Prometheus needs to watch the service by the generated rules. */
final class MonitoringFiles {

  private MonitoringFiles() {}

  /** Writes the rules, and gives a configuration that reads them; {@code further} is added to it. */
  static String write(Path folder, StackSettings settings, URI target, String... further)
      throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    for (Map.Entry<String, String> file : RuleSet.of(settings).files().entrySet()) {
      Files.writeString(rules.resolve(file.getKey()), file.getValue());
    }
    return """
        global:
          scrape_interval: 1s
          evaluation_interval: 1s
        rule_files: ["rules/*.yml"]
        scrape_configs:
          - job_name: llm
            metrics_path: %s
            static_configs:
              - targets: ["%s"]
        """.formatted(target.getPath(), target.getAuthority()) + String.join("", further);
  }
}
