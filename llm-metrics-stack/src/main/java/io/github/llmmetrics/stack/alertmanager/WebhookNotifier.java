package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.secret.Credentials;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A POST of Alertmanager's JSON to a service of the team's own.
 *
 * <p>Alertmanager 0.25 cannot read such an address from a file. So the address has no secret in it, and a secret goes into the
 * header {@code Authorization}, from a file.
 *
 * @param address http or https, without user, password and query
 * @param credentials shown to the service; empty for none
 */
public record WebhookNotifier(URI address, Optional<Credentials> credentials) implements Notifier {

  /**
   * Checks the address.
   *
   * @param address http or https, without user, password and query
   * @param credentials shown to the service; empty for none
   */
  public WebhookNotifier {
    Settings.require(
        String.valueOf(address.getScheme()).matches("https?")
            && address.getUserInfo() == null
            && address.getQuery() == null,
        "address",
        address.getHost(),
        "http or https, without user, password and query: they may be secrets, which belong into a file");
  }

  /**
   * A POST without credentials.
   *
   * @param address http or https
   * @return the notifier
   */
  public static WebhookNotifier to(URI address) {
    return new WebhookNotifier(address, Optional.empty());
  }

  @Override
  public String key() {
    return "webhook_configs";
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("url", address.toString());
    tree.put("send_resolved", true);
    credentials.ifPresent(shown -> tree.put("http_config", shown.tree()));
    return tree;
  }
}
