package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a secret's file holds is in nothing that is generated, shown or said; only the path is. */
class SecretsOfFilesTest {

  private static final String CANARY = "canary-6f1d";

  private static final List<String> FILES = List.of(
      "scraper", "token", "ca.pem", "store", "pagerduty", "hook", "slack", "mail", "hook_address");

  private static final String SETTINGS = """
      jobs: [llm, code]
      targets:
        - {job: llm, addresses: ["chat:9464"], scheme: https, ca_file: %1$s/ca.pem, user: scraper, credentials_file: %1$s/scraper}
        - {job: code, addresses: ["code:9464"], credentials_file: %1$s/token}
      remote_write: {store: mimir, address: "https://mimir.example.com", user: llm, credentials_file: %1$s/store}
      alertmanager:
        page:
          - pagerduty: {routing_key_file: %1$s/pagerduty}
        critical:
          - webhook: {address: "https://hooks.example.com/llm", credentials_file: %1$s/hook}
        warnings:
          - slack: {channel: "#llm", webhook_file: %1$s/slack}
          - email: {to: o@example.com, from: l@example.com, server: "mail:587", user: l, password_file: %1$s/mail}
        rest:
          - webhook: {address_file: %1$s/hook_address}
      """;

  @TempDir
  private Path folder;

  @Test
  void generate_everything_hasNoSecretInItButEachPath() throws IOException {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    for (String file : FILES) {
      Files.writeString(secrets.resolve(file), CANARY + "-" + file);
    }
    Path settings = Files.writeString(folder.resolve("settings.yml"), SETTINGS.formatted(secrets));
    Path out = folder.resolve("out");

    Cli.Result result =
        Cli.run("generate", "all", "--config", settings.toString(), "--out", out.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out() + result.err()).doesNotContain(CANARY);
    String generated = contents(out);
    assertThat(generated).doesNotContain(CANARY);
    // All of them are in use, or nothing was proven.
    assertThat(FILES).allSatisfy(file -> assertThat(generated).contains("/" + file));
  }

  private static String contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(UserFiles::read).collect(Collectors.joining());
    }
  }
}
