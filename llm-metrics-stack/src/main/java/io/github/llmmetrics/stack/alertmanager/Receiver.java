package io.github.llmmetrics.stack.alertmanager;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A name for those who are told together.
 *
 * @param name unique
 * @param notifiers by which they are told
 */
public record Receiver(String name, List<Notifier> notifiers) {

  /**
   * Copies the list.
   *
   * @param name unique
   * @param notifiers by which they are told
   */
  public Receiver {
    notifiers = List.copyOf(notifiers);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    Map<String, List<Map<String, Object>>> byKey = new LinkedHashMap<>();
    notifiers.forEach(notifier ->
        byKey.computeIfAbsent(notifier.key(), key -> new ArrayList<>()).add(notifier.tree()));
    tree.putAll(byKey);
    return tree;
  }
}
