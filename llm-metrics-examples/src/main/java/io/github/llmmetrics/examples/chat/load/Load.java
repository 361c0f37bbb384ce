package io.github.llmmetrics.examples.chat.load;

import java.net.URI;
import java.util.List;

/** Traffic for a chat service. */
public final class Load {

  private Load() {}

  /**
   * Starts to send requests.
   *
   * @param service where the chat service answers
   * @param metrics where its metrics are scraped
   * @param models the models to ask
   * @return what ends the traffic
   */
  public static AutoCloseable start(URI service, URI metrics, List<String> models) {
    return () -> {};
  }
}
