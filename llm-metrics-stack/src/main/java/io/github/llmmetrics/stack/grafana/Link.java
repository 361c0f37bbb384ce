package io.github.llmmetrics.stack.grafana;

import java.util.List;
import java.util.Map;

/**
 * A link of a panel, or of each of its values.
 *
 * @param title what a person reads
 * @param url where it leads; it may hold variables of Grafana, such as <code>${__field.labels.model}</code>
 */
public record Link(String title, String url) {

  /**
   * Checks that both are there.
   *
   * @param title what a person reads
   * @param url where it leads
   */
  public Link {
    if (title.isBlank() || url.isBlank()) {
      throw new IllegalArgumentException("link \"" + title + "\": title or address is blank");
    }
  }

  /** The link in a panel's header. */
  Map<String, Object> panelTree() {
    return Tree.of("type", "link")
        .with("title", title)
        .with("url", url)
        .with("targetBlank", true)
        .with("icon", "doc")
        .with("tooltip", "")
        .with("tags", List.of())
        .with("asDropdown", false)
        .with("includeVars", false)
        .with("keepTime", false)
        .map();
  }

  /** The link on a value. */
  Map<String, Object> valueTree() {
    return Tree.of("title", title).with("url", url).with("targetBlank", false).map();
  }
}
