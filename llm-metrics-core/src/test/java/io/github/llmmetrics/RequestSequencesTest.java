package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.llmmetrics.testing.LedgerCheck;
import io.github.llmmetrics.testing.ScrapedSeries;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random calls by handle and by id, some of them wrong, against a model of what must come out. */
class RequestSequencesTest {

  private static final int CALLS = 80;
  private static final List<String> IDS = List.of("a", "b", "c");
  private static final List<String> MODELS = List.of("small", "large");
  private static final List<Status> STATUSES = List.of(Status.values());
  private static final List<String> DROPS = List.of(
      "after_end",
      "clock_backwards",
      "duplicate_id",
      "inconsistent",
      "negative",
      "out_of_range",
      "unknown_id");

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scrape_afterRandomCalls_saysWhatTheModelSays(long seed) {
    Run run = new Run(seed);
    for (int i = 0; i < CALLS; i++) {
      run.step();
    }
    run.checkHandles();
    run.checkScrape();
  }

  /** Counts and sums by a name of the form {@code series|label|value}. */
  private static final class Tally {
    private final Map<String, Double> values = new TreeMap<>();

    void add(String key, double amount) {
      values.merge(key, amount, Double::sum);
    }

    void drop(String reason) {
      add("llm_metrics_dropped_total|reason|" + reason, 1);
    }

    void observe(String histogram, double value, String labels) {
      add(histogram + "_count" + labels, 1);
      add(histogram + "_sum" + labels, value);
    }

    double get(String key) {
      return values.getOrDefault(key, 0.0);
    }
  }

  /** The rules of one request, in seconds, without a thought for threads or speed. */
  private static final class ModelRequest {
    private final String model;
    private final @Nullable String customer;
    private final double start;
    private final Tally tally;
    private double scheduled = Double.NaN;
    private double first = Double.NaN;
    private double last = Double.NaN;
    private double latency = Double.NaN;
    private double tpot = Double.NaN;
    private @Nullable Long prompt;
    private @Nullable Long completion;
    private @Nullable Long cached;
    private @Nullable Status status;

    ModelRequest(String model, @Nullable String customer, double start, Tally tally) {
      this.model = model;
      this.customer = customer;
      this.start = start;
      this.tally = tally;
      tally.add("llm_requests_started_total" + labels(), 1);
    }

    private String labels(String... more) {
      return "|model|" + model + (more.length == 0 ? "" : "|" + String.join("|", more));
    }

    private boolean isOver() {
      if (status != null) {
        tally.drop("after_end");
      }
      return status != null;
    }

    /** NaN, and a drop, if the clock is behind {@code since}. */
    private double since(double now, double since) {
      if (now < since) {
        tally.drop("clock_backwards");
        return Double.NaN;
      }
      return now - since;
    }

    void scheduled(double now) {
      if (isOver()) {
        return;
      }
      double waited = since(now, start);
      if (Double.isNaN(scheduled) && !Double.isNaN(waited)) {
        scheduled = waited;
        tally.observe("llm_queue_time_seconds", waited, labels());
      }
    }

    void firstToken(double now) {
      if (isOver()) {
        return;
      }
      double waited = since(now, start);
      if (Double.isNaN(first) && !Double.isNaN(waited)) {
        first = waited;
        last = now;
        tally.observe("llm_time_to_first_token_seconds", waited, labels());
      }
    }

    void tokens(double now, int n) {
      if (n == 0 || isOver()) {
        return;
      }
      if (n < 0 || n > 65_536) {
        tally.drop(n < 0 ? "negative" : "out_of_range");
      } else if (Double.isNaN(first)) {
        firstToken(now);
      } else {
        double gap = since(now, last);
        if (!Double.isNaN(gap)) {
          last = now;
          tally.add("llm_inter_token_latency_seconds_count" + labels(), n);
          tally.add("llm_inter_token_latency_seconds_sum" + labels(), gap);
        }
      }
    }

    void usage(Usage usage) {
      if (!isOver()) {
        learn(usage);
      }
    }

    private void learn(Usage usage) {
      prompt = learn(usage.prompt(), prompt);
      completion = learn(usage.completion(), completion);
      cached = learn(usage.cachedPrompt(), cached);
    }

    private @Nullable Long learn(OptionalLong told, @Nullable Long known) {
      if (told.isPresent() && told.getAsLong() < 0) {
        tally.drop("negative");
        return known;
      }
      return told.isPresent() ? (Long) told.getAsLong() : known;
    }

    void end(double now, Status how, String errorType, Usage usage) {
      if (isOver()) {
        return;
      }
      learn(usage);
      if (cached != null && cached > (prompt == null ? 0 : prompt)) {
        tally.drop("inconsistent");
        cached = null;
      }
      status = how;
      tally.add("llm_requests_total" + labels("status", how.label()), 1);
      latency = since(now, start);
      if (!Double.isNaN(latency)) {
        tally.observe("llm_request_latency_seconds", latency, labels("status", how.label()));
      }
      if (how.isBad()) {
        tally.add("llm_request_errors_total" + labels("error_type", errorType), 1);
      }
      if (completion != null && completion >= 2 && latency >= first) {
        tpot = (latency - first) / (completion - 1);
      }
      if (how == Status.SUCCESS) {
        lengths();
      }
      tokens();
    }

    private void lengths() {
      if (!Double.isNaN(tpot)) {
        tally.observe("llm_time_per_output_token_seconds", tpot, labels());
      }
      if (prompt != null) {
        tally.observe("llm_prompt_tokens", prompt, labels());
      }
      if (completion != null) {
        tally.observe("llm_output_tokens", completion, labels());
      }
      if (prompt == null || completion == null) {
        tally.add("llm_usage_missing_total" + labels(), 1);
      }
    }

    private static double orZero(@Nullable Long count) {
      return count == null ? 0 : (double) count;
    }

    private void tokens() {
      double prompts = orZero(prompt);
      double completions = orZero(completion);
      tally.add("llm_tokens_total" + labels("type", "prompt"), prompts);
      tally.add("llm_tokens_total" + labels("type", "completion"), completions);
      tally.add("llm_cached_prompt_tokens_total" + labels(), orZero(cached));
      if (customer != null) {
        String who = "|customer_id|" + customer + labels();
        tally.add("llm_customer_requests_total" + who, 1);
        tally.add("llm_customer_tokens_total" + who + "|type|prompt", prompts);
        tally.add("llm_customer_tokens_total" + who + "|type|completion", completions);
      }
    }
  }

  /** A handle and what it stands for. */
  private record Pair(RequestMetrics real, ModelRequest model) {}

  /** One seed's run: the real thing and the model side by side. */
  private static final class Run {
    private final SplittableRandom random;
    private final long seed;
    private final Tally tally = new Tally();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final MetricsMiddleware middleware;
    private final List<Pair> pairs = new ArrayList<>();
    private final Map<String, ModelRequest> live = new HashMap<>();
    private long nanos;

    Run(long seed) {
      this.seed = seed;
      random = new SplittableRandom(seed);
      nanos = random.nextLong();
      middleware = LlmMetrics.builder()
          .registry(registry)
          .clock(() -> nanos, InstantSource.fixed(Instant.EPOCH))
          .build()
          .middleware();
      origin = nanos;
    }

    private final long origin;

    private double now() {
      return (nanos - origin) / 1e9;
    }

    void step() {
      nanos += random.nextInt(10) == 0
          ? -random.nextLong(2_000_000_000)
          : random.nextLong(3_000_000_000L);
      int what = random.nextInt(10);
      if (what == 0 || pairs.isEmpty()) {
        begin();
      } else if (what == 1) {
        start();
      } else if (what < 6) {
        Pair pair = pairs.get(random.nextInt(pairs.size()));
        callByHandle(pair.real(), pair.model());
      } else {
        callById(IDS.get(random.nextInt(IDS.size())));
      }
    }

    private void begin() {
      String model = MODELS.get(random.nextInt(MODELS.size()));
      String customer = random.nextBoolean() ? "acme" : null;
      pairs.add(new Pair(
          middleware.begin(model, customer), new ModelRequest(model, customer, now(), tally)));
    }

    private void start() {
      String id = IDS.get(random.nextInt(IDS.size()));
      String model = MODELS.get(random.nextInt(MODELS.size()));
      ModelRequest older = live.get(id);
      if (older != null && older.status == null) {
        tally.drop("duplicate_id");
        older.end(now(), Status.ABANDONED, "", Usage.NONE);
      }
      Pair pair =
          new Pair(middleware.start(id, model), new ModelRequest(model, null, now(), tally));
      pairs.add(pair);
      live.put(id, pair.model());
    }

    private Usage randomUsage() {
      Usage usage = new Usage(randomCount(), randomCount(), null, null);
      return random.nextInt(3) == 0 ? usage.withCachedPrompt(random.nextLong(-1, 200)) : usage;
    }

    private OptionalLong randomCount() {
      return switch (random.nextInt(6)) {
        case 0 -> OptionalLong.empty();
        case 1 -> OptionalLong.of(-random.nextLong(1, 100));
        default -> OptionalLong.of(random.nextLong(0, 300));
      };
    }

    private int randomTokens() {
      return switch (random.nextInt(8)) {
        case 0 -> 0;
        case 1 -> -1;
        case 2 -> 65_537;
        default -> random.nextInt(1, 9);
      };
    }

    private void callByHandle(RequestMetrics real, ModelRequest model) {
      switch (random.nextInt(14)) {
        case 0 -> {
          real.scheduled();
          model.scheduled(now());
        }
        case 1, 2 -> {
          real.firstToken();
          model.firstToken(now());
        }
        case 3, 4, 5 -> {
          real.token();
          model.tokens(now(), 1);
        }
        case 6 -> {
          int n = randomTokens();
          real.tokens(n);
          model.tokens(now(), n);
        }
        case 7 -> {
          Usage usage = randomUsage();
          real.usage(usage);
          model.usage(usage);
        }
        case 8 -> {
          real.finish(120, 30);
          model.end(now(), Status.SUCCESS, "", Usage.of(120, 30));
        }
        case 9 -> {
          Usage usage = randomUsage();
          Status status = STATUSES.get(random.nextInt(STATUSES.size()));
          real.finish(usage, status);
          model.end(now(), status, ErrorType.defaultFor(status).label(), usage);
        }
        case 10 -> {
          real.finish();
          model.end(now(), Status.SUCCESS, "", Usage.NONE);
        }
        case 11 -> fail(real, model);
        case 12 -> {
          real.cancel();
          model.end(now(), Status.CANCELLED, "", Usage.NONE);
        }
        default -> {
          real.close();
          if (model.status == null) {
            model.end(now(), Status.ABANDONED, "", Usage.NONE);
          }
        }
      }
    }

    private void fail(RequestMetrics real, ModelRequest model) {
      switch (random.nextInt(3)) {
        case 0 -> {
          real.fail(new IllegalStateException(new TimeoutException()));
          model.end(now(), Status.TIMEOUT, "timeout", Usage.NONE);
        }
        case 1 -> {
          real.fail(new RejectedExecutionException());
          model.end(now(), Status.REJECTED, "overloaded", Usage.NONE);
        }
        default -> {
          real.fail(new IOException("never a label"));
          model.end(now(), Status.ERROR, "connection", Usage.NONE);
        }
      }
    }

    private void callById(String id) {
      ModelRequest model = live.get(id);
      // What nobody hears of is played on a request of no account.
      ModelRequest ghost = new ModelRequest("ghost", null, now(), new Tally());
      if (model != null && model.status == null) {
        ghost = model;
      } else {
        tally.drop("unknown_id");
      }
      switch (random.nextInt(8)) {
        case 0 -> {
          middleware.scheduled(id);
          ghost.scheduled(now());
        }
        case 1 -> {
          middleware.firstToken(id);
          ghost.firstToken(now());
        }
        case 2, 3 -> {
          middleware.token(id);
          ghost.tokens(now(), 1);
        }
        case 4 -> {
          int n = randomTokens();
          middleware.tokens(id, n);
          ghost.tokens(now(), n);
        }
        case 5 -> {
          Usage usage = randomUsage();
          middleware.usage(id, usage);
          ghost.usage(usage);
        }
        case 6 -> {
          middleware.finish(id, 50, 3);
          ghost.end(now(), Status.SUCCESS, "", Usage.of(50, 3));
        }
        default -> {
          middleware.cancel(id);
          ghost.end(now(), Status.CANCELLED, "", Usage.NONE);
        }
      }
    }

    void checkHandles() {
      for (Pair pair : pairs) {
        RequestMetrics real = pair.real();
        ModelRequest model = pair.model();
        assertThat(real.status()).as("seed %d", seed).isEqualTo(Optional.ofNullable(model.status));
        same("ttft", real.ttft(), model.first);
        same("queue time", real.queueTime(), model.scheduled);
        same("latency", real.totalLatency(), model.latency);
        same("tpot", real.tpot(), model.tpot);
      }
    }

    private void same(String what, OptionalDouble real, double model) {
      assertThat(real.orElse(-1))
          .as("%s, seed %d", what, seed)
          .isCloseTo(Double.isNaN(model) ? -1 : model, within(1e-6));
    }

    void checkScrape() {
      ScrapedSeries scrape = ScrapedSeries.of(registry);
      LedgerCheck.assertHolds(scrape);
      DROPS.forEach(reason -> tally.add("llm_metrics_dropped_total|reason|" + reason, 0));
      tally.values.forEach((key, expected) -> {
        String[] parts = key.split("\\|", -1);
        String[] labels = Arrays.copyOfRange(parts, 1, parts.length);
        assertThat(scrape.sum(parts[0], labels))
            .as("%s, seed %d", key, seed)
            .isCloseTo(expected, within(1e-6));
      });
      nothingElse(scrape);
    }

    /** No count and no total that the model does not know of. */
    private void nothingElse(ScrapedSeries scrape) {
      scrape.byName().keySet().stream()
          .filter(name -> name.endsWith("_total") || name.endsWith("_count"))
          .filter(name -> !name.startsWith("llm_metrics_repaired"))
          .forEach(name -> {
            double modelled = tally.values.keySet().stream()
                .filter(key -> key.startsWith(name + "|"))
                .mapToDouble(tally::get)
                .sum();
            assertThat(scrape.sum(name)).as("all of %s, seed %d", name, seed).isEqualTo(modelled);
          });
    }
  }
}
