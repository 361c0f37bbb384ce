package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.cost.Price;
import io.github.llmmetrics.cost.PriceTable;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The same traffic, recorded by this library and by client_java's own metrics, makes the same exposition. */
class SameAsClientJavaTest {

  private static final int REQUESTS = 3_000;
  private static final List<String> MODELS = List.of("llama", "mistral", "qwen");
  private static final double SUM_TOLERANCE = 1e-6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String[] FAMILIES = {
    "llm_cost_per_request_dollars",
    "llm_customer_requests_total",
    "llm_customer_tokens_total",
    "llm_inter_token_latency_seconds",
    "llm_output_tokens",
    "llm_prompt_tokens",
    "llm_queue_time_seconds",
    "llm_request_latency_seconds",
    "llm_time_per_output_token_seconds",
    "llm_time_to_first_token_seconds",
    "llm_tokens_total"
  };

  private final ManualClock clock = new ManualClock();
  private final SplittableRandom random = new SplittableRandom(7);
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private static final PriceTable PRICES = PriceTable.parse("""
      model,valid_from,prompt,cached_prompt,completion
      llama,2020-01-01,0.10,0.01,0.40
      mistral,2020-01-01,2,1,6
      qwen,2020-01-01,0.003,0.001,0.007
      """);

  private final Reference reference = new Reference();

  /** client_java's own metrics, by the catalogue's names, labels and buckets. */
  private static final class Reference {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram ttft = histogram(ApplicationMetrics.TTFT);
    private final Histogram itl = histogram(ApplicationMetrics.ITL);
    private final Histogram tpot = histogram(ApplicationMetrics.TPOT);
    private final Histogram latency = histogram(ApplicationMetrics.REQUEST_LATENCY);
    private final Histogram queueTime = histogram(ApplicationMetrics.QUEUE_TIME);
    private final Histogram outputTokens = histogram(ModelMetrics.OUTPUT_TOKENS);
    private final Histogram promptTokens = histogram(ModelMetrics.PROMPT_LENGTH);
    private final Histogram cost = histogram(BusinessMetrics.REQUEST_COST);
    private final Counter tokens = counter(ApplicationMetrics.TOKENS);
    private final Counter customerRequests = counter(BusinessMetrics.CUSTOMER_REQUESTS);
    private final Counter customerTokens = counter(BusinessMetrics.CUSTOMER_TOKENS);

    private Histogram histogram(MetricDefinition metric) {
      return Histogram.builder()
          .classicOnly()
          .classicUpperBounds(
              metric.buckets().stream().mapToDouble(Double::doubleValue).toArray())
          .name(metric.name())
          .help(metric.description())
          .labelNames(metric.labelNames().toArray(String[]::new))
          .register(registry);
    }

    private Counter counter(MetricDefinition metric) {
      return Counter.builder()
          .name(metric.name())
          .help(metric.description())
          .labelNames(metric.labelNames().toArray(String[]::new))
          .register(registry);
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }

  /** Anything, and often exactly a bucket's bound, where an inexact comparison would show. */
  private Duration duration(MetricDefinition metric) {
    if (random.nextInt(4) == 0) {
      double bound = metric.buckets().get(random.nextInt(metric.buckets().size()));
      return Duration.ofNanos(Math.round(bound * NANOS_PER_SECOND) + random.nextInt(-1, 2));
    }
    return Duration.ofNanos((long) Math.exp(random.nextDouble(10, 24)));
  }

  private void serve(MetricsMiddleware middleware) {
    String model = MODELS.get(random.nextInt(MODELS.size()));
    String customer = "customer-" + random.nextInt(20);
    RequestMetrics request = middleware.begin(model, customer);
    Duration queued = duration(ApplicationMetrics.QUEUE_TIME);
    clock.advance(queued);
    request.scheduled();
    reference.queueTime.labelValues(model).observe(seconds(queued));
    Duration first = duration(ApplicationMetrics.TTFT);
    clock.advance(first);
    request.firstToken();
    reference.ttft.labelValues(model).observe(seconds(queued.plus(first)));
    Duration generating = Duration.ZERO;
    int chunks = random.nextInt(40);
    for (int i = 0; i < chunks; i++) {
      Duration gap = duration(ApplicationMetrics.ITL);
      int tokens = random.nextInt(1, 4);
      clock.advance(gap);
      generating = generating.plus(gap);
      request.tokens(tokens);
      for (int token = 0; token < tokens; token++) {
        reference.itl.labelValues(model).observe(seconds(gap) / tokens);
      }
    }
    Status status = random.nextInt(9) == 0 ? Status.CANCELLED : Status.SUCCESS;
    long prompt = random.nextInt(200_000);
    long completion = random.nextInt(5_000);
    request.finish(prompt, completion, status);
    end(model, customer, status, queued.plus(first).plus(generating));
    if (status == Status.SUCCESS) {
      if (completion > 1) {
        reference.tpot.labelValues(model).observe(seconds(generating) / (completion - 1));
      }
      reference.outputTokens.labelValues(model).observe((double) completion);
      reference.promptTokens.labelValues(model).observe((double) prompt);
    }
    tokens(model, customer, prompt, completion);
  }

  private void end(String model, String customer, Status status, Duration latency) {
    reference.latency.labelValues(model, status.label()).observe(seconds(latency));
    reference.customerRequests.labelValues(customer, model).inc();
  }

  private void tokens(String model, String customer, long prompt, long completion) {
    reference.tokens.labelValues(model, TokenType.PROMPT).inc(prompt);
    reference.tokens.labelValues(model, TokenType.COMPLETION).inc(completion);
    reference.customerTokens.labelValues(customer, model, TokenType.PROMPT).inc(prompt);
    reference.customerTokens.labelValues(customer, model, TokenType.COMPLETION).inc(completion);
    Price price = PRICES.price(model, clock.instant()).orElseThrow();
    reference.cost.labelValues(model).observe(price.cost(prompt, 0, completion));
  }

  @Test
  void exposition_ofTheSameTraffic_isLineForLineThatOfClientJava() {
    try (LlmMetrics metrics = LlmMetrics.builder()
        .registry(registry)
        .prices(PRICES)
        .clock(clock, clock)
        .build()) {
      for (int i = 0; i < REQUESTS; i++) {
        serve(metrics.middleware());
      }
      List<String> ours = Scrapes.text(registry, FAMILIES).lines().toList();
      List<String> theirs = Scrapes.text(reference.registry, FAMILIES).lines().toList();

      assertThat(ours.stream().map(SameAsClientJavaTest::withoutSum))
          .containsExactlyElementsOf(
              theirs.stream().map(SameAsClientJavaTest::withoutSum).toList())
          .hasSizeGreaterThan(600);
      for (int i = 0; i < ours.size(); i++) {
        if (isSum(ours.get(i))) {
          double sum = value(theirs.get(i));
          assertThat(value(ours.get(i)))
              .as(ours.get(i))
              .isCloseTo(sum, within(SUM_TOLERANCE * sum));
        }
      }
    }
  }

  private static boolean isSum(String line) {
    return line.contains("_sum{");
  }

  private static String withoutSum(String line) {
    return isSum(line) ? line.substring(0, line.lastIndexOf(' ')) : line;
  }

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
