package io.github.llmmetrics.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir
  private Path folder;

  @Test
  void create_isRandomAndForNobodyElse() throws IOException {
    assertThat(Secrets.create(folder))
        .containsExactly(
            "secrets/.gitignore", "secrets/grafana_admin_password", "secrets/metrics_token");

    Path secrets = folder.resolve("secrets");
    assertThat(permissions(secrets)).isEqualTo("rwx------");
    assertThat(permissions(secrets.resolve("alertmanager"))).isEqualTo("rwxr-xr-x");
    assertThat(permissions(secrets.resolve("metrics_token"))).isEqualTo("rw-r--r--");
    assertThat(secrets.resolve(".gitignore")).hasContent("*");
    String token = Files.readString(secrets.resolve("metrics_token"));
    assertThat(token)
        .matches("[0-9a-f]{48}")
        .isNotEqualTo(Files.readString(secrets.resolve("grafana_admin_password")));
  }

  @Test
  void create_again_changesNothing() throws IOException {
    Secrets.create(folder);
    Path token = Files.writeString(folder.resolve("secrets/metrics_token"), "in use");

    assertThat(Secrets.create(folder)).isEmpty();
    assertThat(token).hasContent("in use");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
