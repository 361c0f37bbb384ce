package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.stack.secret.Credentials;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A POST of Alertmanager's JSON to an address that is a secret. Alertmanager 0.26 and all later ones read it; 0.25 does not start.
 *
 * @param addressFile a file with the address
 * @param credentials shown to the service; empty for none
 */
public record WebhookFileNotifier(SecretFile addressFile, Optional<Credentials> credentials)
    implements Notifier {

  @Override
  public String key() {
    return WebhookNotifier.KEY;
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("url_file", addressFile.path());
    tree.put("send_resolved", true);
    credentials.ifPresent(shown -> tree.put("http_config", shown.tree()));
    return tree;
  }
}
