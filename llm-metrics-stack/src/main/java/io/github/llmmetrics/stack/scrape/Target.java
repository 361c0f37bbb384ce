package io.github.llmmetrics.stack.scrape;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.secret.Credentials;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * LLM services that are scraped alike.
 *
 * @param job the label {@code job} of their series
 * @param addresses host and port of each
 * @param path of the metrics
 * @param scheme how they are asked
 * @param caFile the certificates, as PEM, one of which has to sign theirs; empty for those that the system trusts
 * @param credentials shown to them; empty for none
 * @param interval between two scrapes; shortened in a drill
 */
public record Target(
    String job,
    List<String> addresses,
    String path,
    Scheme scheme,
    Optional<String> caFile,
    Optional<Credentials> credentials,
    Duration interval) {

  /** How often an LLM service is scraped if a team sets nothing. */
  public static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

  private static final Pattern CA_FILE = Pattern.compile("(/|\\.\\.?/)\\S+");

  /** How a service is asked. */
  public enum Scheme {
    /** In the open. */
    HTTP,
    /** By TLS. */
    HTTPS;

    /** As it stands in an address. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the ranges.
   *
   * @param job not blank
   * @param addresses one or more of {@code host:port}
   * @param path begins with a slash
   * @param scheme how they are asked
   * @param caFile begins with {@code /}, {@code ./} or {@code ../}; only with https
   * @param credentials shown to them
   * @param interval 1 s or more, in whole seconds
   */
  public Target {
    addresses = List.copyOf(addresses);
    Settings.require(!job.isBlank(), "targets.job", job, "a name");
    Settings.require(
        !addresses.isEmpty(), "targets.addresses", addresses, "one or more of host:port");
    addresses.forEach(address -> requireAddress("targets.addresses", address));
    Settings.require(path.matches("/\\S*"), "targets.path", path, "a path after a slash");
    caFile.ifPresent(file -> requireCaFile(file, scheme));
    PrometheusSettings.requireInterval("targets.interval", interval);
  }

  private static void requireCaFile(String file, Scheme scheme) {
    Settings.require(
        CA_FILE.matcher(file).matches(),
        "targets.ca_file",
        file.lines().findFirst().orElse(""),
        "the path of a file, and begin with / or ./");
    Settings.require(
        scheme == Scheme.HTTPS, "targets.ca_file", file, "left out, or beside scheme https");
  }

  /**
   * Services whose certificates, if they have any, the system trusts.
   *
   * @param job not blank
   * @param addresses one or more of {@code host:port}
   * @param path begins with a slash
   * @param scheme how they are asked
   * @param credentials shown to them
   * @param interval 1 s or more, in whole seconds
   */
  public Target(
      String job,
      List<String> addresses,
      String path,
      Scheme scheme,
      Optional<Credentials> credentials,
      Duration interval) {
    this(job, addresses, path, scheme, Optional.empty(), credentials, interval);
  }

  /**
   * Services at the usual path, asked in the open.
   *
   * @param job the label {@code job}
   * @param addresses one or more of {@code host:port}
   * @return a target
   */
  public static Target of(String job, List<String> addresses) {
    return new Target(job, addresses, "/metrics", Scheme.HTTP, Optional.empty(), INTERVAL);
  }

  /**
   * Others that are scraped alike.
   *
   * @param addresses one or more of {@code host:port}
   * @return a target
   */
  public Target withAddresses(List<String> addresses) {
    return new Target(job, addresses, path, scheme, caFile, credentials, interval);
  }

  /**
   * The same for a Prometheus that finds the certificates elsewhere, as it does in a container.
   *
   * @param file where it finds them
   * @return a target
   */
  public Target withCaFileAt(String file) {
    return new Target(job, addresses, path, scheme, Optional.of(file), credentials, interval);
  }

  /**
   * The same, shown something else.
   *
   * @param credentials shown to them
   * @return a target
   */
  public Target withCredentials(Credentials credentials) {
    return new Target(job, addresses, path, scheme, caFile, Optional.of(credentials), interval);
  }

  static void requireAddress(String setting, String address) {
    var form = ADDRESS.matcher(address);
    boolean isLegal = form.matches();
    int port = isLegal ? Integer.parseInt(form.group(2)) : 0;
    Settings.require(
        port >= 1 && port <= 65_535, setting, address, "host:port, with a port from 1 to 65535");
  }

  Map<String, Object> tree(PrometheusSettings settings, StackSettings stack) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("job_name", job);
    tree.putAll(PrometheusConfiguration.scraped(interval, stack));
    tree.put("metrics_path", path);
    tree.put("scheme", scheme.toString());
    caFile.ifPresent(file -> tree.put("tls_config", Map.of("ca_file", file)));
    credentials.ifPresent(shown -> tree.putAll(shown.tree()));
    tree.putAll(settings.scrapeKeys());
    tree.put("static_configs", PrometheusConfiguration.statically(addresses));
    return tree;
  }
}
