package io.github.llmmetrics.stack.scrape;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.secret.Credentials;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A store that gets a copy of all series, and outlives this Prometheus.
 *
 * @param store which one: they speak one protocol, at different paths
 * @param address where it is: the store's path is added
 * @param credentials shown to it; empty for none
 */
public record RemoteWrite(Store store, URI address, Optional<Credentials> credentials) {

  /** A store that understands Prometheus' remote write. */
  public enum Store {
    /** Grafana Mimir, or Cortex. */
    MIMIR("/api/v1/push"),
    /** Thanos' receiver. */
    THANOS("/api/v1/receive"),
    /** VictoriaMetrics, single node. */
    VICTORIAMETRICS("/api/v1/write"),
    /** Another Prometheus, started with {@code --web.enable-remote-write-receiver}. */
    PROMETHEUS("/api/v1/write");

    private final String path;

    Store(String path) {
      this.path = path;
    }

    /** As it stands in the settings. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the address.
   *
   * @param store which one
   * @param address http or https, without user, password and query: they may be secrets
   * @param credentials shown to it
   */
  public RemoteWrite {
    boolean mayBeSecret = address.getRawUserInfo() != null || address.getRawQuery() != null;
    Settings.require(
        !mayBeSecret,
        "remote_write.address",
        address.getHost(),
        "without user, password and query: they may be secrets, which belong into a file");
    Settings.requireWebAddress("remote_write.address", address);
  }

  /**
   * Where the series go.
   *
   * @return the address with the store's path
   */
  public URI url() {
    String base = address.toString().replaceAll("/+$", "");
    return URI.create(base.endsWith(store.path) ? base : base + store.path);
  }

  /**
   * The same for a Prometheus that finds the secret elsewhere, as it does in a container.
   *
   * @param file with the secret, where there is one
   * @return a store
   */
  public RemoteWrite withSecretAt(SecretFile file) {
    return new RemoteWrite(
        store, address, credentials.map(shown -> new Credentials(shown.user(), file)));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("url", url().toString());
    credentials.ifPresent(shown -> tree.putAll(shown.tree()));
    return tree;
  }
}
