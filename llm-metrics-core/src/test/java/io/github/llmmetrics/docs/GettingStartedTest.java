package io.github.llmmetrics.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.EngineMetrics;
import io.github.llmmetrics.EngineStats;
import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.MetricsMiddleware;
import io.github.llmmetrics.RequestMetrics;
import io.github.llmmetrics.Status;
import io.github.llmmetrics.Usage;
import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.cost.PriceTable;
import io.github.llmmetrics.exporter.MetricsServer;
import io.github.llmmetrics.instrument.HistogramForm;
import io.github.llmmetrics.label.CustomerPolicy;
import io.github.llmmetrics.testing.MarkdownBlocks;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/getting-started.md, run as it stands. */
class GettingStartedTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final SpokenEngine engine = new SpokenEngine("Hello", ",", " world", "!");
  private final SpokenEngine.Client client = new SpokenEngine.Client();
  private final String prompt = "Say hello";
  private LlmMetrics metrics;
  private MetricsMiddleware middleware;

  @BeforeEach
  void build() {
    // tag::host-registry
    LlmMetrics metrics =
        LlmMetrics.builder().registry(registry).models("llama-3-8b").build();
    // end::host-registry
    this.metrics = metrics;
    this.middleware = metrics.middleware();
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void loop_thatHoldsTheHandle_countsASuccess() throws Exception {
    // tag::loop
    middleware.run("llama-3-8b", "acme", request -> {
      for (String token : engine.generate(prompt)) {
        request.token();
        client.write(token);
      }
      request.finish(engine.promptTokens(), engine.completionTokens());
    });
    // end::loop

    assertThat(scrape())
        .contains(ended(Status.SUCCESS, 1))
        .contains("llm_inter_token_latency_seconds_count{model=\"llama-3-8b\"} 3");
  }

  @Test
  void loop_withFailures_countsTheEnd() {
    serve();
    client.hangUp();
    serve();

    assertThat(scrape()).contains(ended(Status.SUCCESS, 1)).contains(ended(Status.CANCELLED, 1));
  }

  private void serve() {
    // tag::failures
    try (RequestMetrics request = middleware.begin("llama-3-8b")) {
      try {
        request.usage(Usage.ofPrompt(engine.promptTokens()));
        for (String token : engine.generate(prompt)) {
          request.token();
          client.write(token);
        }
        request.finishReason("stop").finish(engine.promptTokens(), engine.completionTokens());
      } catch (IOException e) { // thrown by client.write: the client is gone
        request
            .usage(Usage.of(engine.promptTokens(), engine.completionTokens()))
            .cancel();
      } catch (RuntimeException e) {
        request.fail(e);
        throw e;
      }
    }
    // end::failures
  }

  @Test
  void callbacks_thatShareAnId_countTheirRequests() {
    // tag::callbacks
    class Hooks implements EngineCallbacks {
      @Override
      public void onSubmit(String id) {
        middleware.start(id, "llama-3-8b");
      }

      @Override
      public void onScheduled(String id) {
        middleware.scheduled(id);
      }

      @Override
      public void onToken(String id) {
        middleware.token(id);
      }

      @Override
      public void onDone(String id, long promptTokens, long completionTokens) {
        middleware.finish(id, promptTokens, completionTokens);
      }

      @Override
      public void onError(String id, Throwable cause) {
        middleware.fail(id, cause);
      }
    }
    // end::callbacks
    EngineCallbacks hooks = new Hooks();
    hooks.onSubmit("1");
    hooks.onSubmit("2");
    hooks.onScheduled("1");
    hooks.onToken("1");
    hooks.onDone("1", 12, 1);
    hooks.onError("2", new IllegalStateException());

    assertThat(scrape()).contains(ended(Status.SUCCESS, 1)).contains(ended(Status.ERROR, 1));
  }

  @Test
  void threeHooks_byId_countASuccess() {
    String id = "request-1";
    long promptTokens = 12;
    long completionTokens = 4;
    // tag::three-hooks
    middleware.start(id, "llama-3-8b");
    middleware.firstToken(id);
    middleware.finish(id, promptTokens, completionTokens);
    // end::three-hooks

    assertThat(scrape()).contains(ended(Status.SUCCESS, 1));
  }

  @Test
  void reactiveStream_thatCompletes_countsASuccess() {
    SpokenSubscriber downstream = new SpokenSubscriber();
    // tag::reactive
    class Recorded implements Flow.Subscriber<Chunk> {
      private RequestMetrics request;

      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        request = middleware.begin("llama-3-8b");
        downstream.onSubscribe(new Flow.Subscription() {
          @Override
          public void request(long n) {
            subscription.request(n);
          }

          @Override
          public void cancel() { // from any thread: a request ends once
            request.cancel();
            subscription.cancel();
          }
        });
      }

      @Override
      public void onNext(Chunk chunk) {
        request.tokens(chunk.tokens()); // 0 for a role or a final usage: nothing is marked
        chunk.usage().ifPresent(request::usage);
        downstream.onNext(chunk);
      }

      @Override
      public void onError(Throwable cause) {
        request.fail(cause);
        downstream.onError(cause);
      }

      @Override
      public void onComplete() {
        request.finish(); // with the usage that came before
        downstream.onComplete();
      }
    }
    // end::reactive
    try (SubmissionPublisher<Chunk> publisher = new SubmissionPublisher<>(Runnable::run, 16)) {
      publisher.subscribe(new Recorded());
      publisher.submit(new Chunk("", 0, Optional.empty()));
      publisher.submit(new Chunk("Hello,", 2, Optional.empty()));
      publisher.submit(new Chunk(" world!", 2, Optional.empty()));
      publisher.submit(new Chunk("", 0, Optional.of(Usage.of(12, 4).withCachedPrompt(8))));
    }

    assertThat(downstream.received()).isEqualTo("Hello, world!");
    assertThat(scrape())
        .contains(ended(Status.SUCCESS, 1))
        .contains("llm_cached_prompt_tokens_total{model=\"llama-3-8b\"} 8.0")
        .contains("llm_inter_token_latency_seconds_count{model=\"llama-3-8b\"} 2");
  }

  @Test
  void engine_thatPushes_isScraped() {
    // tag::engine-push
    EngineMetrics engineMetrics = metrics.engine("llama-3-8b");
    engineMetrics.setQueueDepth(3);
    engineMetrics.setKvCacheUsagePercent(71.5);
    engineMetrics.recordBatchSize(16);
    // end::engine-push

    assertThat(scrape()).contains("llm_queue_depth{model=\"llama-3-8b\"} 3.0");
  }

  @Test
  void engine_thatIsWatched_isScraped() {
    SpokenScheduler scheduler = new SpokenScheduler();
    // tag::engine-pull
    metrics.engine("llama-3-8b").watch(new EngineStats() {
      @Override
      public OptionalLong queueDepth() {
        return OptionalLong.of(scheduler.waiting());
      }

      @Override
      public OptionalLong preemptions() {
        return OptionalLong.of(scheduler.preemptionsSinceStart());
      }
    });
    // end::engine-pull

    assertThat(scrape())
        .contains("llm_queue_depth{model=\"llama-3-8b\"} 2.0")
        .contains("llm_preemptions_total{model=\"llama-3-8b\"} 5.0");
  }

  @Test
  void settings_ofTheDocument_areAccepted() {
    // tag::settings
    LlmMetrics tuned = LlmMetrics.builder()
        .registry(new PrometheusRegistry())
        .buckets(ApplicationMetrics.TTFT, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
        .labelLimit("customer_id", 200)
        .customerPolicy(CustomerPolicy.RAW)
        .histograms(HistogramForm.CLASSIC)
        .constantLabel("region", "eu-1")
        .build();
    // end::settings
    tuned.close();
  }

  @Test
  void server_onAnotherAddress_servesTheHostsRegistry(@TempDir Path folder) throws IOException {
    FreePort.require(9464);
    Path passwordFile = Files.writeString(folder.resolve("password"), "s3cret");
    // tag::server
    MetricsServer server = MetricsServer.builder()
        .registry(metrics.registry())
        .host("0.0.0.0") // refused without basicAuth, tokenFile or withoutAuthentication
        .port(9464)
        .basicAuth("prometheus", passwordFile)
        .start();
    // end::server
    try (server) {
      assertThat(server.port()).isEqualTo(9464);
    }
  }

  @Test
  void product_thatTells_isScraped() {
    try (RequestMetrics request = middleware.begin("llama-3-8b")) {
      // tag::product
      request.refused("policy");
      request.safetyTriggered("pii");
      metrics.quality("llama-3-8b").score("judge", 0.82);
      metrics.quality("llama-3-8b").userSatisfaction("free", 1.0);
      // end::product
    }

    assertThat(scrape())
        .contains("llm_refusals_total{model=\"llama-3-8b\",reason=\"policy\"} 1.0")
        .contains("llm_safety_triggers_total{category=\"pii\",model=\"llama-3-8b\"} 1.0")
        .contains("llm_quality_score{evaluator=\"judge\",model=\"llama-3-8b\"} 0.82")
        .contains("llm_user_satisfaction{model=\"llama-3-8b\",segment=\"free\"} 1.0");
  }

  @Test
  void exposing_withoutAServer_isTwoLines() {
    FreePort.require(9464);
    // tag::expose
    LlmMetrics metrics = LlmMetrics.builder().models("llama-3-8b").build();
    MetricsServer server = MetricsServer.start(9464);
    // end::expose
    try (metrics;
        server) {
      assertThat(server.url()).isEqualTo("http://localhost:9464/metrics");
    }
  }

  @Test
  void prices_ofTheDocument_areRead(@TempDir Path folder) throws IOException {
    String csv =
        MarkdownBlocks.of(Path.of("../docs/getting-started.md")).in("csv").get(0);
    PriceTable table = PriceTable.load(Files.writeString(folder.resolve("prices.csv"), csv));

    assertThat(table.modelCount()).isEqualTo(1);
  }

  @Test
  void prices_ofAMissingFile_areRefusedWithItsName() {
    assertThatThrownBy(() -> {
          // tag::prices
          LlmMetrics metrics =
              LlmMetrics.builder().prices(Path.of("prices.csv")).build();
          // end::prices
          metrics.close();
        })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("prices.csv");
  }

  private static String ended(Status status, int count) {
    return "llm_requests_total{model=\"llama-3-8b\",status=\"" + status.label() + "\"} " + count
        + ".0";
  }

  private String scrape() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A piece of a stream, as providers send it: the last one has the usage and no token. */
  record Chunk(String text, int tokens, Optional<Usage> usage) {}

  /** Callbacks that have an id in common, and nothing else. */
  interface EngineCallbacks {
    void onSubmit(String id);

    void onScheduled(String id);

    void onToken(String id);

    void onDone(String id, long promptTokens, long completionTokens);

    void onError(String id, Throwable cause);
  }

  private static final class SpokenScheduler {
    long waiting() {
      return 2;
    }

    long preemptionsSinceStart() {
      return 5;
    }
  }

  private static final class SpokenSubscriber implements Flow.Subscriber<Chunk> {
    private final StringBuilder received = new StringBuilder();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Chunk chunk) {
      received.append(chunk.text());
    }

    @Override
    public void onError(Throwable cause) {
      throw new AssertionError(cause);
    }

    @Override
    public void onComplete() {
      received.trimToSize();
    }

    String received() {
      return received.toString();
    }
  }
}
