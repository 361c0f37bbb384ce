package io.github.llmmetrics.examples.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which model gave which answer, for feedback that comes later: the newest ten thousand. Thread-safe. */
final class CompletionLog {

  private static final int CAPACITY = 10_000;

  private final Map<String, String> modelById = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > CAPACITY;
    }
  };

  /** Remembers a completion, and gives its id back. */
  synchronized String add(String id, String model) {
    modelById.put(id, model);
    return id;
  }

  synchronized Optional<String> model(String id) {
    return Optional.ofNullable(modelById.get(id));
  }
}
