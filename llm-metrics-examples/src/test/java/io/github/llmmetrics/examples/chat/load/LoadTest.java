package io.github.llmmetrics.examples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LoadTest {

  private static final List<String> MODELS = List.of("jargon", "babble");

  private final List<String> console = new CopyOnWriteArrayList<>();

  @Test
  void close_afterAWhile_leavesNothingRunning() throws IOException {
    try (FakeService service = new FakeService()) {
      Load load = Load.start(
          service.uri(), service.metricsUri(), MODELS, List.of("sk-1"), Plan.show(), console::add);
      Await.until("it asks by itself", () -> service.requests.size() >= 3);
      Await.until("it scrapes by itself", () -> service.scrapes.get() >= 1);
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("load-"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);

      load.close();

      Await.until("no thread is left", () -> Await.threads("load-") == 0);
      assertThat(console).singleElement().asString().startsWith("load: answered ");
    }
  }

  @Test
  void close_twice_saysGoodbyeOnce() throws IOException {
    try (FakeService service = new FakeService()) {
      Load load = Load.start(
          service.uri(), service.metricsUri(), MODELS, List.of(), Plan.show(), console::add);
      load.close();
      load.close();

      assertThat(console).hasSize(1);
    }
  }

  @Test
  void start_addressOfAnotherMachine_isRefused() {
    URI here = URI.create("http://127.0.0.1:8080");
    URI there = URI.create("http://127.example.com:8080");

    assertThatThrownBy(() -> Load.start(there, here, MODELS, Plan.show()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("service: http://127.example.com:8080 must be");
    assertThatThrownBy(() -> Load.start(here, there, MODELS, Plan.show()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metrics: ");
  }

  @Test
  void start_noModels_isRefused() {
    URI here = URI.create("http://127.0.0.1:8080");

    assertThatThrownBy(() -> Load.start(here, here, List.of(), Plan.show()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("models");
  }
}
