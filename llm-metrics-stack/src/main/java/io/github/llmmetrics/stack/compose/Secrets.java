package io.github.llmmetrics.stack.compose;

import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.scrape.RemoteWrite;
import io.github.llmmetrics.stack.scrape.Target;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The secrets of the stack, in a folder that git ignores and that nobody else on the machine can enter.
 *
 * <p>The files themselves can be read by all who are inside: a container gets them as they are, and runs as a user that the machine
 * does not know.
 */
public final class Secrets {

  /** Where they are, beside the compose file. */
  static final String FOLDER = "secrets";

  static final String GRAFANA_PASSWORD = "grafana_admin_password";
  static final String METRICS_TOKEN = "metrics_token";

  /** No secret, but mounted as one: the certificates by which the services are known, where they have TLS. */
  static final String METRICS_CA = "metrics_ca";

  /** What the store asks for to which a copy of the metrics goes: the team's own. */
  static final String REMOTE_WRITE = "remote_write";

  /** A folder for what nobody can invent: the keys of those whom Alertmanager tells. */
  static final String ALERTMANAGER = "alertmanager";

  private static final int BYTES = 24;

  private Secrets() {}

  /** The files that compose gives to containers, by the names under which they find them. */
  static Map<String, SecretFile> mounted(PrometheusSettings prometheus) {
    Map<String, SecretFile> files = new LinkedHashMap<>();
    for (String name : List.of(GRAFANA_PASSWORD, METRICS_TOKEN)) {
      files.put(name, new SecretFile("./" + FOLDER + "/" + name));
    }
    prometheus.targets().stream()
        .findFirst()
        .flatMap(Target::caFile)
        .ifPresent(file -> files.put(METRICS_CA, new SecretFile(file)));
    prometheus
        .remoteWrite()
        .flatMap(RemoteWrite::credentials)
        .ifPresent(shown -> files.put(REMOTE_WRITE, shown.file()));
    return files;
  }

  /**
   * Writes those that are not there yet, each with 192 random bits as hexadecimal digits.
   *
   * @param folder of the compose file
   * @return what it wrote, below the folder; nothing that was there is changed
   * @throws IOException if it cannot write
   */
  public static List<String> create(Path folder) throws IOException {
    Path secrets = folder.resolve(FOLDER);
    if (!Files.isDirectory(secrets)) {
      Files.createDirectories(secrets);
      permit(secrets, "rwx------");
    }
    Path others = secrets.resolve(ALERTMANAGER);
    if (!Files.isDirectory(others)) {
      Files.createDirectory(others);
      permit(others, "rwxr-xr-x");
    }
    List<String> written = new ArrayList<>();
    write(secrets, ".gitignore", "*\n", written);
    write(secrets, GRAFANA_PASSWORD, random(), written);
    write(secrets, METRICS_TOKEN, random(), written);
    return written;
  }

  private static void write(Path folder, String name, String text, List<String> written)
      throws IOException {
    Path file = folder.resolve(name);
    if (Files.notExists(file)) {
      Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
      permit(file, "rw-r--r--");
      written.add(FOLDER + "/" + name);
    }
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Whatever the process's mask is. */
  private static void permit(Path path, String permissions) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }
}
