package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.secret.Credentials;
import io.github.llmmetrics.stack.secret.LikelySecret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A POST of Alertmanager's JSON to a service of the team's own.
 *
 * <p>The address has no secret in it: a secret goes into the header {@code Authorization}, from a file. For an address that is
 * itself a secret there is {@link WebhookFileNotifier}, and for Slack's {@link SlackNotifier}.
 *
 * @param address http or https, without user, password, query and what looks like a key
 * @param credentials shown to the service; empty for none
 */
public record WebhookNotifier(URI address, Optional<Credentials> credentials) implements Notifier {

  static final String KEY = "webhook_configs";

  /**
   * Checks the address.
   *
   * @param address http or https, without user, password, query and what looks like a key
   * @param credentials shown to the service; empty for none
   */
  public WebhookNotifier {
    Settings.require(
        String.valueOf(address.getScheme()).matches("https?") && !LikelySecret.isIn(address),
        "address",
        address.getHost(),
        "http or https, without user, password, query and what looks like a key: an address that is a secret belongs into a"
            + " file, address_file, or for Slack slack.webhook_file");
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
    return KEY;
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
