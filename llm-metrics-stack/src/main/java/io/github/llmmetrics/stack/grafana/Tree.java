package io.github.llmmetrics.stack.grafana;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object that is being put together, with its members in order. */
final class Tree {

  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  private Tree() {}

  static Tree of(String name, Object value) {
    return new Tree().with(name, value);
  }

  Tree with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  Tree withNull(String name) {
    members.put(name, null);
    return this;
  }

  Tree withIf(boolean isThere, String name, Object value) {
    return isThere ? with(name, value) : this;
  }

  Map<String, Object> map() {
    return Collections.unmodifiableMap(members);
  }
}
