package io.github.llmmetrics.examples.chat;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a service was built from, closed in reverse order. Not thread-safe. */
final class Parts implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(Parts.class.getName());

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  /** One that cannot be closed must not keep the others open. */
  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOGGER.log(System.Logger.Level.WARNING, "closing " + part.getClass().getSimpleName(), e);
    }
  }
}
