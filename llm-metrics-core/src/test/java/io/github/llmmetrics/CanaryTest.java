package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.label.CustomerPolicy;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret of its own in every string that comes in: it comes out in the label that is for it, and nowhere else. */
class CanaryTest {

  private static final Pattern CANARY = Pattern.compile("(\\w+)=\"(canary-\\w+)\"");

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RecordingLogger logger = new RecordingLogger();

  @TempDir
  private Path folder;

  private LlmMetrics metrics = builder().build();

  private LlmMetrics.Builder builder() {
    return LlmMetrics.builder().registry(registry).clock(clock, clock).logger(logger);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  private static Exception failure(String canary) {
    Exception failure =
        new IllegalStateException(canary + "message", new RuntimeException(canary + "cause"));
    failure.addSuppressed(new RuntimeException(canary + "suppressed"));
    return failure;
  }

  private void useEverything() {
    MetricsMiddleware middleware = metrics.middleware();
    String model = "canary-model";
    for (String way : List.of("fail", "finish", "age")) {
      String id = "canary-id" + way;
      RequestMetrics unused = middleware.start(id, model, "canary-customer");
      middleware.firstToken(id);
      middleware.finishReason(id, "canary-finish");
      middleware.refused(id, "canary-refused");
      middleware.safetyTriggered(id, "canary-category");
      switch (way) {
        case "fail" -> middleware.fail(id, failure("canary-" + way));
        case "finish" -> middleware.finish(id, 1, 1);
        default -> middleware.token("canary-unknown");
      }
    }
    RequestMetrics handle = middleware.begin(model, "canary-customer");
    handle
        .finishReason("canary-finish")
        .refused("canary-refused")
        .safetyTriggered("canary-category");
    handle.fail(failure("canary-handle"));
    metrics.quality(model).score("canary-evaluator", 0.5);
    metrics.quality(model).refusal("canary-refused");
    metrics.quality(model).safetyTrigger("canary-category");
    metrics.quality(model).userSatisfaction("canary-segment", 0.5);
    metrics.engine(model).setQueueDepth(1);
    clock.advance(Duration.ofHours(2));
  }

  /** Where each canary was found, which is in a label and nowhere else. */
  private Map<String, String> found() {
    // The first scrape ends what is too old, and says so in the log.
    String all = Scrapes.text(registry) + Scrapes.openMetrics(registry) + logger.lines();
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher matcher = CANARY.matcher(all);
    while (matcher.find()) {
      labels.merge(
          matcher.group(2),
          matcher.group(1),
          (one, other) -> one.equals(other) ? one : one + " " + other);
    }
    assertThat(matcher.replaceAll("")).doesNotContain("canary");
    return labels;
  }

  @Test
  void canaries_comeOutInTheirLabelsOnly() {
    useEverything();

    assertThat(found())
        .containsOnly(
            Map.entry("canary-model", "model"),
            Map.entry("canary-customer", "customer_id"),
            Map.entry("canary-refused", "reason"),
            Map.entry("canary-category", "category"),
            Map.entry("canary-evaluator", "evaluator"),
            Map.entry("canary-segment", "segment"));
    assertThat(logger.lines()).hasSize(1);
  }

  @Test
  void customer_underAPolicyThatHidesIt_comesOutNowhere() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "canary-key-0123456789");
    for (CustomerPolicy policy : List.of(
        CustomerPolicy.OFF,
        CustomerPolicy.allow(Set.of("acme")),
        CustomerPolicy.tiers(Map.of("canary-customer", "gold")),
        CustomerPolicy.hashed(key),
        CustomerPolicy.hashed(key, Duration.ofDays(1)))) {
      metrics.close();
      metrics = builder().customerPolicy(policy).build();
      useEverything();

      assertThat(found()).doesNotContainKeys("canary-customer").hasSize(5);
      assertThat(policy.toString()).doesNotContain("canary-key");
    }
  }
}
