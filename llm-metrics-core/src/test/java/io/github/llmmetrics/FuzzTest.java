package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.cost.PriceTable;
import io.github.llmmetrics.dialect.Dialect;
import io.github.llmmetrics.instrument.HistogramForm;
import io.github.llmmetrics.label.CustomerPolicy;
import io.github.llmmetrics.testing.LedgerCheck;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import io.github.llmmetrics.testing.ScrapedSeries;
import io.github.llmmetrics.testing.TextExposition;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random calls of every public method with random hostile arguments, by a seed each: settings throw what they say, recording
 * never throws, each scrape can be parsed and the ledger is exact. The long form is {@code -Psoak}.
 */
class FuzzTest {

  private static final long SEEDS = Long.getLong("soak.seeds", 8);
  private static final int CALLS = 400;

  private static final List<@Nullable String> STRINGS = Arrays.asList(
      null,
      "",
      " \t ",
      "m",
      "id",
      "acme",
      "other",
      "unknown",
      "stop",
      "model",
      "customer_id",
      "le",
      "__name__",
      "\u0000\u0007\u001b[31m\r\n",
      "quote\" backslash\\ newline\n} 1 # EOF",
      "\ud800",
      "\udc00low first\ud800",
      "\ud83d\ude00".repeat(100),
      "\u202ertl\u2028\ufeff",
      "{{ $labels.model }}",
      "x".repeat(10_000));
  private static final List<Long> LONGS =
      List.of(0L, 1L, 7L, -1L, 128L, 65_536L, 65_537L, 1L << 53, Long.MIN_VALUE, Long.MAX_VALUE);
  private static final List<Double> DOUBLES = List.of(
      0.0,
      -0.0,
      0.5,
      1.0,
      1.0000001,
      100.5,
      -1.0,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MAX_VALUE,
      Double.MIN_VALUE);
  private static final List<@Nullable Duration> DURATIONS = Arrays.asList(
      null,
      Duration.ZERO,
      Duration.ofNanos(-1),
      Duration.ofMillis(20),
      Duration.ofMinutes(10),
      Duration.ofDays(30),
      Duration.ofSeconds(Long.MAX_VALUE));
  private static final List<@Nullable ErrorClassifier> CLASSIFIERS =
      Arrays.asList(null, ErrorClassifier.standard(), new Liar(), cause -> {
        throw new IllegalStateException("of the test");
      });

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  /** What the library handed out so far: the next call may be on any of it. */
  private final List<Object> targets = new ArrayList<>();

  private SplittableRandom random = new SplittableRandom();
  private long begun;

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void calls_ofEveryPublicMethod_throwNothingAndLeaveAnExactScrape(long seed) throws Exception {
    random = new SplittableRandom(seed);
    try (LlmMetrics metrics = build()) {
      targets.addAll(
          List.of(metrics, metrics.middleware(), metrics.engine("m"), metrics.quality("m")));
      for (int i = 0; i < CALLS; i++) {
        Object target = one(targets);
        call(target, one(methods(target.getClass())));
        clock.advanceMillis(random.nextInt(100));
        if (i % (CALLS / 4) == CALLS / 4 - 1) {
          clock.advance(Duration.ofMinutes(random.nextInt(30)));
          assertThatScrapeIsSound();
        }
      }
      assertThatScrapeIsSound();
    }
    assertThat(registry.scrape().size()).isZero();
    for (Object target : List.copyOf(targets)) {
      for (Method method : methods(target.getClass())) {
        call(target, method);
      }
    }
  }

  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        // Its end is the test's to choose; it is called last.
        .filter(method -> type != LlmMetrics.class || !method.getName().equals("close"))
        .sorted(Comparator.comparing(Method::toString))
        .toList();
  }

  /** With random settings, some of them refused, or, where they contradict each other, with the defaults. */
  private LlmMetrics build() {
    LlmMetrics.Builder settings = LlmMetrics.builder();
    List<Method> methods = methods(LlmMetrics.Builder.class);
    for (int i = random.nextInt(12); i > 0; i--) {
      Method method = one(methods);
      if (!method.getName().equals("build")) {
        configure(settings, method);
      }
    }
    try {
      return started(settings);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s)\\w+: .+");
      return started(LlmMetrics.builder());
    }
  }

  private LlmMetrics started(LlmMetrics.Builder settings) {
    return settings
        .registry(registry)
        .clock(clock, clock)
        .logger(new RecordingLogger())
        .build();
  }

  private void configure(LlmMetrics.Builder settings, Method method) {
    @Nullable Object[] arguments = arguments(method);
    Throwable thrown = thrownBy(settings, method, arguments);
    if (thrown != null) {
      assertThat(thrown)
          .as("%s%s", method, Arrays.deepToString(arguments))
          .isInstanceOfAny(
              IllegalArgumentException.class,
              NullPointerException.class,
              UncheckedIOException.class)
          .hasMessageContaining(method.getName());
    }
  }

  private void call(Object target, Method method) {
    @Nullable Object[] arguments = arguments(method);
    if (Set.of("begin", "start", "run").contains(method.getName())) {
      begun++;
    }
    Throwable thrown = thrownBy(target, method, arguments);
    // An engine that cannot be watched is the host's mistake, and what a body throws is the host's
    // own.
    boolean allowed = thrown == null
        || thrown instanceof OfTheBody
        || (method.getName().equals("watch")
            && (thrown instanceof IllegalStateException || thrown instanceof NullPointerException))
        || (method.getName().equals("run") && arguments[2] == null)
        || (method.getName().equals("stream") && arguments[0] == null);
    if (!allowed) {
      throw new AssertionError(method + Arrays.deepToString(arguments) + " threw", thrown);
    }
  }

  private @Nullable Throwable thrownBy(
      Object target, Method method, @Nullable Object... arguments) {
    try {
      keep(method.invoke(target, arguments));
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private void keep(@Nullable Object result) {
    if (result instanceof RequestMetrics
        || result instanceof EngineMetrics
        || result instanceof QualityMetrics
        || result instanceof RequestStream<?>) {
      if (targets.size() < 200) {
        targets.add(result);
      } else {
        targets.set(random.nextInt(4, 200), result);
      }
    }
  }

  private @Nullable Object[] arguments(Method method) {
    return Arrays.stream(method.getParameterTypes()).map(this::argument).toArray();
  }

  /** Fails on a type that it does not know: a new kind of parameter needs values of its own. */
  private @Nullable Object argument(Class<?> type) {
    Map<Class<?>, Supplier<@Nullable Object>> values = Map.ofEntries(
        Map.entry(String.class, this::string),
        Map.entry(String[].class, () -> many(this::string).toArray(String[]::new)),
        Map.entry(long.class, () -> one(LONGS)),
        Map.entry(int.class, () -> one(LONGS).intValue()),
        Map.entry(double.class, () -> one(DOUBLES)),
        Map.entry(
            double[].class,
            () -> many(() -> one(DOUBLES)).stream()
                .mapToDouble(Double::doubleValue)
                .toArray()),
        Map.entry(Duration.class, () -> one(DURATIONS)),
        Map.entry(Status.class, () -> orNull(one(List.of(Status.values())))),
        Map.entry(Usage.class, () -> orNull(usage())),
        Map.entry(Failure.class, () -> orNull(Failure.error(one(List.of(ErrorType.values()))))),
        Map.entry(Throwable.class, () -> orNull(new Error(string()))),
        Map.entry(RequestBody.class, () -> orNull(body())),
        Map.entry(EngineStats.class, () -> orNull(new EngineStats() {})),
        Map.entry(ErrorClassifier.class, () -> one(CLASSIFIERS)),
        Map.entry(PrometheusRegistry.class, () -> orNull(registry)),
        Map.entry(CustomerPolicy.class, () -> orNull(one(policies()))),
        Map.entry(PriceTable.class, () -> orNull(PRICES)),
        Map.entry(Path.class, () -> orNull(Path.of("no", "such", "file"))),
        Map.entry(MetricDefinition.class, () -> orNull(one(MetricCatalogue.all()))),
        Map.entry(HistogramForm.class, () -> orNull(one(List.of(HistogramForm.values())))),
        Map.entry(Dialect.class, () -> orNull(Dialect.VLLM)),
        Map.entry(ChunkReader.class, () -> orNull(reader())),
        Map.entry(UsageEstimator.class, () -> orNull(estimator())),
        // An element of a stream: what it carries, its reader makes up.
        Map.entry(Object.class, () -> orNull("element")));
    return Objects.requireNonNull(values.get(type), () -> "no values of " + type)
        .get();
  }

  private static final PriceTable PRICES = PriceTable.parse("""
      model,valid_from,prompt,cached_prompt,completion
      m,1970-01-01,100,50,200
      """);

  private @Nullable String string() {
    return random.nextInt(4) == 0 ? "s" + random.nextInt(1_000) : one(STRINGS);
  }

  private Usage usage() {
    return new Usage(count(), count(), count(), count());
  }

  private @Nullable OptionalLong count() {
    return orNull(random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(one(LONGS)));
  }

  private static List<CustomerPolicy> policies() {
    return List.of(
        CustomerPolicy.RAW,
        CustomerPolicy.OFF,
        CustomerPolicy.allow(Set.of("acme")),
        CustomerPolicy.tiers(Map.of("acme", "gold")));
  }

  private RequestBody<OfTheBody> body() {
    return request -> {
      call(request, one(methods(RequestMetrics.class)));
      if (random.nextBoolean()) {
        throw new OfTheBody();
      }
    };
  }

  private ChunkReader<Object> reader() {
    return element -> {
      if (random.nextInt(10) == 0) {
        throw new IllegalStateException("of the reader");
      }
      return new Chunk(
          one(LONGS).intValue(),
          random.nextBoolean(),
          orNull(usage()),
          string(),
          random.nextInt(10) == 0 ? Failure.error(ErrorType.INTERNAL) : null);
    };
  }

  private UsageEstimator estimator() {
    return carried -> {
      if (random.nextInt(4) == 0) {
        throw new IllegalStateException("of the estimator");
      }
      return usage();
    };
  }

  private <T> @Nullable T orNull(@Nullable T value) {
    return random.nextInt(8) == 0 ? null : value;
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private <T> List<T> many(Supplier<T> values) {
    List<T> many = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      many.add(values.get());
    }
    return many;
  }

  private void assertThatScrapeIsSound() {
    ScrapedSeries scrape = ScrapedSeries.of(registry);
    LedgerCheck.assertHolds(scrape);
    assertThat(scrape.sum("llm_requests_started_total")).isEqualTo((double) begun);
    assertThat(TextExposition.labelValues(registry)).isNotEmpty();
    assertThat(ProtobufExposition.families(registry)).contains("llm_metrics_build_info");
  }

  /** What a body throws. */
  @SuppressWarnings("serial")
  private static final class OfTheBody extends Exception {}

  /** Classifies nothing. */
  private static final class Liar implements ErrorClassifier {
    @Override
    @SuppressWarnings("NullAway")
    public Failure classify(Throwable cause) {
      return null;
    }

    @Override
    @SuppressWarnings("NullAway")
    public Failure classifyHttp(int httpStatus) {
      return null;
    }
  }
}
