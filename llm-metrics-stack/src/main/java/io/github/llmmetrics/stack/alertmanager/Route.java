package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.stack.promql.Matcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which alerts a receiver gets.
 *
 * @param matchers conditions on an alert's labels, all of which must hold; none is every alert
 * @param receiver the receiver's name
 * @param isContinued whether the routes after it get the same alerts, too
 * @param muted the names of the maintenance windows in which it is silent
 */
public record Route(
    List<Matcher> matchers, String receiver, boolean isContinued, List<String> muted) {

  /**
   * Copies the lists.
   *
   * @param matchers conditions on an alert's labels
   * @param receiver the receiver's name
   * @param isContinued whether the routes after it get the same alerts
   * @param muted the names of maintenance windows
   */
  public Route {
    matchers = List.copyOf(matchers);
    muted = List.copyOf(muted);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("receiver", receiver);
    if (!matchers.isEmpty()) {
      tree.put("matchers", texts(matchers));
    }
    if (isContinued) {
      tree.put("continue", true);
    }
    if (!muted.isEmpty()) {
      tree.put("mute_time_intervals", muted);
    }
    return tree;
  }

  static List<String> texts(List<Matcher> matchers) {
    return matchers.stream().map(Matcher::toString).toList();
  }
}
