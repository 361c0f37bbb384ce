package io.github.llmmetrics.examples.chat;

import io.github.llmmetrics.examples.chat.ServedModel.Spec;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The example service on free ports, without load, for tests that see it from outside. */
public final class RunningChat implements AutoCloseable {

  private final ChatService service;

  private RunningChat(ChatService service) {
    this.service = service;
  }

  /** Starts it with the trained model and the random one. */
  public static RunningChat start() throws IOException {
    return start(Spec.all());
  }

  static RunningChat start(List<Spec> models) throws IOException {
    Options options = Options.parse("--port", "0", "--metrics-port", "0", "--no-load");
    return new RunningChat(ChatService.start(options, models));
  }

  /** Where clients talk to it. */
  public URI uri() {
    return service.uri();
  }

  /** Where Prometheus scrapes it. */
  public URI metricsUri() {
    return service.metricsUri();
  }

  @Override
  public void close() {
    service.close();
  }
}
