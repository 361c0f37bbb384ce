package io.github.llmmetrics.examples.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.examples.system.ChatOnGpus;
import io.github.llmmetrics.examples.system.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** The chat service of a fire drill: on two GPUs of the NVML stand-in, and with faults that can be switched. */
final class WatchedChat implements AutoCloseable {

  private final ChatOnGpus chat;

  private WatchedChat(ChatOnGpus chat) {
    this.chat = chat;
  }

  static WatchedChat start(Path folder, List<String> gpus, String... options) throws IOException {
    return new WatchedChat(ChatOnGpus.start(folder, gpus, options));
  }

  URI metricsUri() {
    return chat.metricsUri();
  }

  void gpus(List<String> lines) throws IOException {
    chat.gpus(lines);
  }

  /** Switches a fault on: {@code name?model=…&strength=…}. */
  void fault(String fault) throws IOException, InterruptedException {
    send("PUT", fault);
  }

  /** Switches a fault off for all models. */
  void mend(String fault) throws IOException, InterruptedException {
    send("DELETE", fault);
  }

  private void send(String method, String fault) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(chat.uri() + "/faults/" + fault))
        .method(method, HttpRequest.BodyPublishers.noBody())
        .build();
    var answer = Http.CLIENT.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode())
        .as("%s %s: %s", method, fault, answer.body())
        .isBetween(200, 299);
  }

  @Override
  public void close() {
    chat.close();
  }
}
