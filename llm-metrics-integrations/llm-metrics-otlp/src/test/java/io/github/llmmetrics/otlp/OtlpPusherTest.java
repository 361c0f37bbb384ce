package io.github.llmmetrics.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.RecordingLogger;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpPusherTest {

  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration NEVER = Duration.ofHours(1);

  private final RecordingLogger logger = new RecordingLogger();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter counter = Counter.builder().name("events").register(registry);

  private OtlpPusher.Builder builder(ReceivingCollector collector) {
    return OtlpPusher.builder(registry)
        .endpoint(collector.endpoint())
        .logger(logger)
        .resourceAttribute("service.name", "chat");
  }

  private static double value(ReceivingCollector collector) {
    return collector.last().metrics().get(0).getSum().getDataPoints(0).getAsDouble();
  }

  @Test
  void push_saysWhoSpeaks_inGzippedProtobuf() throws Exception {
    try (ReceivingCollector collector = ReceivingCollector.start();
        OtlpPusher pusher = builder(collector)
            .resourceAttribute("service.instance.id", "chat-1")
            .interval(NEVER)
            .start()) {
      Eventually.passes(() -> assertThat(collector.received()).hasSize(1));

      assertThat(pusher).isNotNull();
      assertThat(collector.last().path()).isEqualTo("/v1/metrics");
      assertThat(collector.last().headers().getFirst("Content-Type"))
          .isEqualTo("application/x-protobuf");
      assertThat(collector.last().headers().getFirst("Content-Encoding")).isEqualTo("gzip");
      assertThat(collector.last().resourceMetrics().getResource().getAttributesList().stream()
              .map(attribute -> attribute.getKey() + "=" + attribute.getValue().getStringValue()))
          .containsExactlyInAnyOrder("service.name=chat", "service.instance.id=chat-1");
      assertThat(
              collector.last().resourceMetrics().getScopeMetrics(0).getScope().getName())
          .isEmpty();
    }
  }

  @Test
  void instances_thatAreNotNamed_areDifferent() throws Exception {
    try (ReceivingCollector collector = ReceivingCollector.start()) {
      builder(collector).interval(NEVER).start().close();
      String first = collector.last().resourceMetrics().getResource().toString();
      builder(collector).interval(NEVER).start().close();

      assertThat(collector.last().resourceMetrics().getResource().toString())
          .contains("service.instance.id")
          .isNotEqualTo(first);
    }
  }

  @Test
  void close_pushesWhatCameAfterTheLastPush() throws Exception {
    try (ReceivingCollector collector = ReceivingCollector.start()) {
      OtlpPusher pusher = builder(collector).interval(NEVER).start();
      Eventually.passes(() -> assertThat(collector.received()).hasSize(1));
      counter.inc(5);
      pusher.close();
      pusher.close();

      assertThat(collector.received()).hasSize(2);
      assertThat(value(collector)).isEqualTo(5);
      assertThat(logger.lines()).isEmpty();
    }
  }

  @Test
  void collector_thatIsDownAndComesBack_getsAll_andOneLineIsLogged() throws Exception {
    ReceivingCollector first = ReceivingCollector.start();
    int port = first.port();
    try (OtlpPusher pusher = builder(first).interval(SOON).start()) {
      Eventually.passes(() -> assertThat(first.received()).hasSizeGreaterThan(1));
      first.close();
      counter.inc(3);
      Eventually.passes(() -> assertThat(logger.lines()).isNotEmpty());
      try (ReceivingCollector second = ReceivingCollector.start(port)) {
        counter.inc(4);
        Eventually.passes(() -> assertThat(value(second)).isEqualTo(7));
      }
      assertThat(pusher).isNotNull();
    }
    assertThat(logger.lines()).hasSize(1);
    assertThat(logger.lines().get(0)).startsWith("WARNING metrics were not pushed");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 429, 503})
  void collector_thatRefuses_isAskedAgain_andLoggedOnce(int status) throws Exception {
    try (ReceivingCollector collector = ReceivingCollector.start()) {
      collector.answers(status);
      try (OtlpPusher pusher = builder(collector).interval(SOON).start()) {
        Eventually.passes(() -> assertThat(collector.received()).hasSizeGreaterThan(2));
        assertThat(pusher).isNotNull();
      }
    }
    assertThat(logger.lines())
        .singleElement()
        .asString()
        .startsWith("WARNING metrics were not pushed: the OpenTelemetry exporter's line says why");
  }

  @Test
  void close_whileTheCollectorHangs_waitsNoLongerThanTheTimeout() throws Exception {
    try (ReceivingCollector collector = ReceivingCollector.start()) {
      collector.hangs();
      OtlpPusher pusher =
          builder(collector).interval(NEVER).timeout(Duration.ofSeconds(2)).start();
      Eventually.passes(() -> assertThat(collector.received()).isNotEmpty());
      long began = System.nanoTime();
      pusher.close();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      assertThat(collector.received()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void close_ofAnInterruptedThread_returnsAtOnce_andKeepsTheInterrupt() throws Exception {
    try (ReceivingCollector collector = ReceivingCollector.start()) {
      collector.hangs();
      OtlpPusher pusher =
          builder(collector).interval(NEVER).timeout(Duration.ofMinutes(1)).start();
      Eventually.passes(() -> assertThat(collector.received()).isNotEmpty());
      long began = System.nanoTime();
      Thread.currentThread().interrupt();
      pusher.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  void thread_isADaemon_andEndsWithThePusher() throws Exception {
    try (ReceivingCollector collector = ReceivingCollector.start()) {
      OtlpPusher pusher = builder(collector).interval(NEVER).start();
      List<Thread> running = threads();
      pusher.close();

      assertThat(running)
          .singleElement()
          .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());
      Eventually.passes(() -> assertThat(threads()).isEmpty());
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("llm-metrics-otlp"))
        .toList();
  }

  @Test
  void collectorOfTheHost_thatThrows_costsOnePush() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    registry.register(() -> {
      if (broken.get()) {
        throw new StackOverflowError("host");
      }
      return io.prometheus.metrics.model.snapshots.GaugeSnapshot.builder()
          .name("g")
          .build();
    });
    try (ReceivingCollector collector = ReceivingCollector.start();
        OtlpPusher pusher = builder(collector).interval(SOON).start()) {
      Eventually.passes(() -> assertThat(logger.lines()).isNotEmpty());
      assertThat(collector.received()).isEmpty();
      broken.set(false);

      Eventually.passes(() -> assertThat(collector.received()).isNotEmpty());
      assertThat(pusher).isNotNull();
      assertThat(logger.lines()).containsExactly("WARNING metrics were not pushed host");
    }
  }

  @Test
  void headersFile_isReadAtEachPush(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("headers"), """
        # the Collector's token

        Authorization: Bearer first
        X-Scope-OrgID: chat
        """);
    try (ReceivingCollector collector = ReceivingCollector.start();
        OtlpPusher pusher = builder(collector).interval(SOON).headersFile(file).start()) {
      Eventually.passes(() -> assertThat(authorization(collector)).isEqualTo("Bearer first"));
      assertThat(collector.last().headers().getFirst("X-Scope-OrgID")).isEqualTo("chat");
      Files.writeString(file, "Authorization: Bearer second\n");
      Eventually.passes(() -> assertThat(authorization(collector)).isEqualTo("Bearer second"));
      Files.writeString(file, "no header, and a secret\n");
      Eventually.passes(() -> assertThat(logger.lines()).isNotEmpty());

      assertThat(authorization(collector)).isEqualTo("Bearer second");
      assertThat(pusher).isNotNull();
      assertThat(logger.lines()).singleElement().asString().doesNotContain("secret");
    }
  }

  private static String authorization(ReceivingCollector collector) {
    return String.valueOf(collector.last().headers().getFirst("Authorization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Token", "Host: secret", ": secret", "A b: secret", "A: 1\nA: secret"})
  void headersFile_thatIsNone_isRefusedWithoutItsValues(String text, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("headers"), text);

    assertThatThrownBy(() -> OtlpPusher.builder(registry)
            .resourceAttribute("service.name", "chat")
            .headersFile(file)
            .start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("headersFile: line ")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void settings_outOfTheirRange_areRefusedByName(@TempDir Path folder) {
    OtlpPusher.Builder builder = OtlpPusher.builder(registry);

    assertThatThrownBy(() -> builder.interval(Duration.ofMillis(99)))
        .hasMessage("interval: PT0.099S is not in PT0.1S..PT1H");
    assertThatThrownBy(() -> builder.timeout(Duration.ofMinutes(2)))
        .hasMessage("timeout: PT2M is not in PT0.1S..PT1M");
    assertThatThrownBy(() -> builder.endpoint(URI.create("grpc://collector:4317")))
        .hasMessage("endpoint: scheme grpc, host collector: must be http://HOST or https://HOST,"
            + " without user or password");
    assertThatThrownBy(() -> builder.endpoint(URI.create("http://me:secret@collector")))
        .hasMessageStartingWith("endpoint: ")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> builder.resourceAttribute("service.name", " "))
        .hasMessage("resourceAttribute: 'service.name' = ' ': neither may be blank");
    assertThatThrownBy(builder::start)
        .hasMessage(
            "resourceAttribute: service.name of [] must be given: it becomes the label job");
    builder.resourceAttribute("service.name", "chat").headersFile(folder.resolve("none"));
    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("headersFile: " + folder.resolve("none") + " cannot be read");
  }

  @Test
  void endpoint_withAPath_isTakenAsItIs() throws Exception {
    try (ReceivingCollector collector = ReceivingCollector.start()) {
      builder(collector)
          .endpoint(collector.endpoint().resolve("/api/v1/otlp/v1/metrics"))
          .interval(NEVER)
          .start()
          .close();

      assertThat(collector.last().path()).isEqualTo("/api/v1/otlp/v1/metrics");
    }
  }
}
