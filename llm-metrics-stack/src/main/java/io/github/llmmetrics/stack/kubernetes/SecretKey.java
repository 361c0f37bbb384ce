package io.github.llmmetrics.stack.kubernetes;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.format.Tree;

/**
 * Where a Kubernetes Secret has a bearer token. It must be in the namespace of the monitors.
 *
 * @param name of the Secret
 * @param key within it
 */
public record SecretKey(String name, String key) {

  /**
   * Checks the names.
   *
   * @param name of the Secret
   * @param key letters, digits, dots, hyphens and underscores
   */
  public SecretKey {
    KubernetesSettings.requireName("secret", name);
    Settings.require(
        key.matches("[-._a-zA-Z0-9]+"),
        "key",
        key,
        "letters, digits, dots, hyphens and underscores");
  }

  Tree tree() {
    return Tree.of("name", name).with("key", key);
  }
}
