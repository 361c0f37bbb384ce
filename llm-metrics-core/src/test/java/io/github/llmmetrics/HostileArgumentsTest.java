package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.LedgerCheck;
import io.github.llmmetrics.testing.ScrapedSeries;
import io.github.llmmetrics.testing.TextExposition;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recording never throws, whatever it is given and whenever it is called, and it counts what it refused or repaired. */
class HostileArgumentsTest {

  private static final String MEGABYTE = "x".repeat(1 << 20);
  private static final String LONG_REQUEST_ID = MEGABYTE;
  private static final List<@Nullable String> STRINGS = Arrays.asList(
      null,
      "",
      " \t ",
      "\u0000\u0007\u001b[31m\r\n",
      "quote\" backslash\\ newline\n} 1",
      "\ud800",
      "\udc00low first\ud800",
      "\ud83d\ude00".repeat(100),
      "\u202ertl\u2028\ufeff",
      "other",
      "unknown",
      MEGABYTE,
      "\u0001".repeat(1 << 20));
  private static final List<Long> LONGS =
      List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53, Integer.MAX_VALUE + 1L);
  private static final List<Integer> INTS = List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
  private static final List<Double> DOUBLES = List.of(
      0.5,
      -0.0,
      -1.0,
      1.0000001,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MAX_VALUE,
      Double.MIN_VALUE);
  private static final List<@Nullable Status> STATUSES =
      Arrays.asList(null, Status.SUCCESS, Status.ABANDONED);
  private static final List<@Nullable Failure> FAILURES =
      Arrays.asList(null, new Failure(Status.ABANDONED, ErrorType.UNKNOWN));
  private static final List<@Nullable Usage> USAGES = Arrays.asList(
      null,
      new Usage(null, null, null, null),
      Usage.of(-1, Long.MIN_VALUE),
      Usage.of(Long.MAX_VALUE, Long.MAX_VALUE),
      Usage.of(1, 1).withCachedPrompt(2).withReasoning(Long.MAX_VALUE));

  private static final Logger LOGGER = Logger.getLogger(LlmMetrics.class.getName());

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LlmMetrics metrics = LlmMetrics.builder().registry(registry).build();

  @BeforeAll
  static void expectFailures() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void logAgain() {
    LOGGER.setLevel(null);
  }

  // ---- Nothing thrown: every public method, every argument, in every state.

  static Stream<Method> recordingMethods() {
    return Stream.of(
            MetricsMiddleware.class,
            RequestMetrics.class,
            EngineMetrics.class,
            QualityMetrics.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        // Configuring an engine: throws by contract, as its documentation says.
        .filter(method -> !method.getName().equals("watch"))
        // Configuring a recording, at the request's begin: its reader cannot be missing.
        .filter(method -> !method.getName().equals("stream"))
        // Runs the host's code and passes on what that throws.
        .filter(method -> !method.getName().equals("run"))
        .sorted(Comparator.comparing(Method::toString));
  }

  @ParameterizedTest
  @MethodSource("recordingMethods")
  void recording_hostileArguments_neverThrowsAndLedgerHolds(Method method) throws Exception {
    for (Object[] arguments : product(method.getParameterTypes())) {
      for (Object target : targets(method.getDeclaringClass())) {
        // Twice: what a first call did must not make the second one throw.
        invoke(method, target, arguments);
        invoke(method, target, arguments);
      }
    }
    assertThatScrapeIsSound();
  }

  @ParameterizedTest
  @MethodSource("recordingMethods")
  void recording_afterCloseOfMetrics_neverThrows(Method method) throws Exception {
    List<Object> targets = targets(method.getDeclaringClass());
    metrics.close();
    targets.addAll(targets(method.getDeclaringClass()));
    for (Object[] arguments : product(method.getParameterTypes())) {
      for (Object target : targets) {
        invoke(method, target, arguments);
      }
    }
    assertThat(registry.scrape().size()).isZero();
  }

  private static void invoke(Method method, Object target, @Nullable Object... arguments)
      throws IllegalAccessException {
    try {
      method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(
          method + shortened(arguments) + " threw " + e.getCause(), e.getCause());
    }
  }

  private static String shortened(@Nullable Object... arguments) {
    return Arrays.stream(arguments)
        .map(argument -> argument instanceof Throwable
            ? argument.getClass().getName()
            : String.valueOf(argument))
        .map(text -> text.length() > 40 ? text.substring(0, 40) + "…" : text)
        .toList()
        .toString();
  }

  /** A live request and ended ones, by handle and by an id; engines and qualities of every name. */
  private List<Object> targets(Class<?> type) {
    MetricsMiddleware middleware = metrics.middleware();
    if (type == MetricsMiddleware.class) {
      STRINGS.forEach(id -> middleware.start(sneak(id), "m"));
      return new ArrayList<>(List.of(middleware));
    }
    if (type == RequestMetrics.class) {
      RequestMetrics ended = middleware.begin("m");
      ended.cancel();
      return new ArrayList<>(List.of(middleware.begin("m"), middleware.start("id", "m"), ended));
    }
    List<Object> targets = new ArrayList<>();
    for (String model : STRINGS) {
      targets.add(
          type == EngineMetrics.class
              ? metrics.engine(sneak(model))
              : metrics.quality(sneak(model)));
    }
    return targets;
  }

  /** A null where the signature says that there is none: callers in other languages do not see it. */
  @SuppressWarnings("NullAway")
  private static <T> T sneak(@Nullable T value) {
    return value;
  }

  private static List<@Nullable Object[]> product(Class<?>... types) {
    List<@Nullable Object[]> all = new ArrayList<>();
    all.add(new Object[types.length]);
    for (int i = 0; i < types.length; i++) {
      List<@Nullable Object[]> longer = new ArrayList<>();
      for (Object[] arguments : all) {
        for (Object value : hostile(types[i])) {
          Object[] next = arguments.clone();
          next[i] = value;
          longer.add(next);
        }
      }
      all = longer;
    }
    return all;
  }

  /** Fails on a type that it does not know: a new kind of parameter needs values of its own. */
  private static List<?> hostile(Class<?> type) {
    Map<Class<?>, List<?>> values = Map.of(
        String.class, STRINGS,
        long.class, LONGS,
        int.class, INTS,
        double.class, DOUBLES,
        Status.class, STATUSES,
        Usage.class, USAGES,
        Failure.class, FAILURES,
        Throwable.class, throwables());
    return Objects.requireNonNull(values.get(type), () -> "no hostile values of " + type);
  }

  private static List<@Nullable Throwable> throwables() {
    return Arrays.asList(
        null,
        new Error(MEGABYTE),
        ring(),
        new CancellationException(),
        new StackOverflowError(),
        new HostileThrowable());
  }

  private static Throwable ring() {
    Throwable first = new Exception("first");
    first.initCause(new Exception("second", first));
    return first;
  }

  /** Every question that it is asked throws. */
  @SuppressWarnings({"serial", "OverrideThrowableToString"})
  private static final class HostileThrowable extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("cause");
    }

    @Override
    public String getMessage() {
      throw new IllegalStateException("message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("text");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("trace");
    }
  }

  private void assertThatScrapeIsSound() {
    LedgerCheck.assertHolds(ScrapedSeries.of(registry));
    assertThat(TextExposition.labelValues(registry))
        .isNotEmpty()
        .allSatisfy(value -> assertThat(unescaped(value).length()).isBetween(1, 128));
  }

  private static String unescaped(String value) {
    return value.replace("\\\\", "\\").replace("\\\"", "\"").replace("\\n", "\n");
  }

  // ---- Each bad value is counted, once and as what it is, and costs nothing else.

  /** A call and the one series of the library's own health that it must move. */
  private record Case(String method, String why, Call call, String counted) {
    @Override
    public String toString() {
      return method + ": " + why + " → " + counted;
    }
  }

  @FunctionalInterface
  private interface Call {
    void on(LlmMetrics metrics, RequestMetrics live);
  }

  private static final List<Case> CASES = new ArrayList<>();

  private static void bad(String method, String why, String counted, Call call) {
    CASES.add(new Case(method, why, call, counted));
  }

  private static void byHandleAndId(String method, String why, String counted, HandleCall call) {
    bad("RequestMetrics." + method, why, counted, (metrics, live) -> call.on(live));
  }

  @FunctionalInterface
  private interface HandleCall {
    void on(RequestMetrics request);
  }

  @FunctionalInterface
  private interface IdCall {
    void on(MetricsMiddleware middleware, String id);
  }

  private static void byId(String method, IdCall call) {
    bad(
        "MetricsMiddleware." + method,
        "null id",
        "null_argument",
        (metrics, live) -> call.on(metrics.middleware(), sneak((String) null)));
    bad(
        "MetricsMiddleware." + method,
        "no such id",
        "unknown_id",
        (metrics, live) -> call.on(metrics.middleware(), "ghost"));
    bad("MetricsMiddleware." + method, "id of an ended request", "unknown_id", (metrics, live) -> {
      metrics.middleware().start("short", "m").cancel();
      call.on(metrics.middleware(), "short");
    });
    bad(
        "MetricsMiddleware." + method,
        "a megabyte of id",
        "unknown_id",
        (metrics, live) -> call.on(metrics.middleware(), LONG_REQUEST_ID));
  }

  private static void afterEnd(String method, HandleCall call) {
    bad("RequestMetrics." + method, "after the end", "after_end", (metrics, live) -> {
      live.cancel();
      call.on(live);
    });
  }

  static {
    startsAndLabels();
    marks();
    ends();
    engines();
    qualities();
  }

  private static void startsAndLabels() {
    String start3 = "MetricsMiddleware.start(String,String,String)";
    bad(
        "MetricsMiddleware.begin(String)",
        "null model",
        "model",
        (metrics, live) -> metrics.middleware().begin(sneak((String) null)).cancel());
    bad(
        "MetricsMiddleware.begin(String)",
        "blank model",
        "model",
        (metrics, live) -> metrics.middleware().begin(" ").cancel());
    bad(
        "MetricsMiddleware.begin(String)",
        "long model",
        "model",
        (metrics, live) -> metrics.middleware().begin(MEGABYTE).cancel());
    bad(
        "MetricsMiddleware.begin(String,String)",
        "control characters",
        "customer_id",
        (metrics, live) -> metrics.middleware().begin("m", "a\u0000b").cancel());
    bad(
        "MetricsMiddleware.begin(String,String)",
        "half a pair",
        "customer_id",
        (metrics, live) -> metrics.middleware().begin("m", "\ud800").cancel());
    bad(
        "MetricsMiddleware.start(String,String)",
        "null id",
        "null_argument",
        (metrics, live) -> metrics.middleware().start(sneak((String) null), "m").cancel());
    bad(
        "MetricsMiddleware.start(String,String)",
        "null model",
        "model",
        (metrics, live) -> metrics.middleware().start("x", sneak((String) null)).cancel());
    bad(
        start3,
        "id of a live request",
        "duplicate_id",
        (metrics, live) -> metrics.middleware().start("live", "m", null).cancel());
    bad(
        start3,
        "blank customer",
        "customer_id",
        (metrics, live) -> metrics.middleware().start("x", "m", "").cancel());
    byHandleAndId(
        "refused(String)", "null reason", "reason", live -> live.refused(sneak((String) null)));
    byHandleAndId(
        "safetyTriggered(String)",
        "long category",
        "category",
        live -> live.safetyTriggered(MEGABYTE));
    byHandleAndId(
        "finishReason(String)",
        "null reason",
        "null_argument",
        live -> live.finishReason(sneak((String) null)));
    afterEnd("refused(String)", live -> live.refused("policy"));
    afterEnd("safetyTriggered(String)", live -> live.safetyTriggered("pii"));
    afterEnd("finishReason(String)", live -> live.finishReason("stop"));
    byId("refused(String,String)", (middleware, id) -> middleware.refused(id, "policy"));
    byId(
        "safetyTriggered(String,String)",
        (middleware, id) -> middleware.safetyTriggered(id, "pii"));
    byId("finishReason(String,String)", (middleware, id) -> middleware.finishReason(id, "stop"));
  }

  private static void marks() {
    byId("scheduled(String)", MetricsMiddleware::scheduled);
    byId("firstToken(String)", MetricsMiddleware::firstToken);
    byId("token(String)", MetricsMiddleware::token);
    byId("tokens(String,int)", (middleware, id) -> middleware.tokens(id, 2));
    byId("usage(String,Usage)", (middleware, id) -> middleware.usage(id, Usage.of(1, 1)));
    afterEnd("scheduled()", RequestMetrics::scheduled);
    afterEnd("firstToken()", RequestMetrics::firstToken);
    afterEnd("firstVisibleToken()", RequestMetrics::firstVisibleToken);
    afterEnd("token()", RequestMetrics::token);
    afterEnd("tokens(int)", live -> live.tokens(3));
    afterEnd("usage(Usage)", live -> live.usage(Usage.of(1, 1)));
    byHandleAndId("tokens(int)", "negative", "negative", live -> live.tokens(Integer.MIN_VALUE));
    byHandleAndId(
        "tokens(int)", "too many", "out_of_range", live -> live.tokens(Integer.MAX_VALUE));
    byHandleAndId("usage(Usage)", "null", "null_argument", live -> live.usage(sneak((Usage) null)));
    byHandleAndId("usage(Usage)", "negative", "negative", live -> live.usage(Usage.ofPrompt(-1)));
    byHandleAndId(
        "usage(Usage)", "huge", "out_of_range", live -> live.usage(Usage.ofPrompt(Long.MAX_VALUE)));
  }

  private static void ends() {
    byId("finish(String,long,long)", (middleware, id) -> middleware.finish(id, 1, 1));
    byId(
        "finish(String,long,long,Status)",
        (middleware, id) -> middleware.finish(id, 1, 1, Status.ERROR));
    byId("finish(String,Status)", (middleware, id) -> middleware.finish(id, Status.ERROR));
    byId(
        "finish(String,Usage,Status)",
        (middleware, id) -> middleware.finish(id, Usage.of(1, 1), Status.ERROR));
    byId("fail(String,Throwable)", (middleware, id) -> middleware.fail(id, new Exception()));
    byId(
        "fail(String,Failure)",
        (middleware, id) -> middleware.fail(id, Failure.error(ErrorType.INTERNAL)));
    byId("failHttp(String,int)", (middleware, id) -> middleware.failHttp(id, 500));
    byId("cancel(String)", MetricsMiddleware::cancel);
    afterEnd("finish()", RequestMetrics::finish);
    afterEnd("finish(Status)", live -> live.finish(Status.ERROR));
    afterEnd("finish(long,long)", live -> live.finish(-1, -1));
    afterEnd("finish(long,long,Status)", live -> live.finish(1, 1, Status.ERROR));
    afterEnd("finish(Usage,Status)", live -> live.finish(Usage.of(1, 1), Status.ERROR));
    afterEnd("fail(Throwable)", live -> live.fail(new Exception()));
    afterEnd("fail(Failure)", live -> live.fail(Failure.error(ErrorType.INTERNAL)));
    afterEnd("failHttp(int)", live -> live.failHttp(Integer.MIN_VALUE));
    afterEnd("cancel()", RequestMetrics::cancel);
    byHandleAndId(
        "finish(Status)", "null", "null_argument", live -> live.finish(sneak((Status) null)));
    byHandleAndId(
        "finish(long,long)", "negative", "negative", live -> live.finish(Long.MIN_VALUE, 1));
    byHandleAndId(
        "finish(long,long)", "huge", "out_of_range", live -> live.finish(1, Long.MAX_VALUE));
    byHandleAndId(
        "finish(long,long,Status)",
        "null",
        "null_argument",
        live -> live.finish(1, 1, sneak((Status) null)));
    byHandleAndId(
        "finish(Usage,Status)",
        "part over whole",
        "inconsistent",
        live -> live.finish(Usage.of(1, 1).withCachedPrompt(2), Status.SUCCESS));
    byHandleAndId(
        "fail(Throwable)", "null", "null_argument", live -> live.fail(sneak((Throwable) null)));
    byHandleAndId(
        "fail(Failure)", "null", "null_argument", live -> live.fail(sneak((Failure) null)));
    byHandleAndId(
        "fail(Throwable)",
        "hostile",
        "error_classifier:2",
        live -> live.fail(new HostileThrowable()));
  }

  private static void engine(String method, String why, String counted, EngineCall call) {
    bad("EngineMetrics." + method, why, counted, (metrics, live) -> call.on(metrics.engine("m")));
  }

  @FunctionalInterface
  private interface EngineCall {
    void on(EngineMetrics engine);
  }

  private static void engines() {
    engine("setQueueDepth(long)", "negative", "negative", e -> e.setQueueDepth(Long.MIN_VALUE));
    engine("setRunningRequests(long)", "negative", "negative", e -> e.setRunningRequests(-1));
    engine(
        "setKvCacheUsagePercent(double)",
        "NaN",
        "not_finite",
        e -> e.setKvCacheUsagePercent(Double.NaN));
    engine(
        "setKvCacheUsagePercent(double)",
        "over 100",
        "out_of_range",
        e -> e.setKvCacheUsagePercent(100.5));
    engine(
        "setOldestWaitingSeconds(double)",
        "infinite",
        "not_finite",
        e -> e.setOldestWaitingSeconds(Double.POSITIVE_INFINITY));
    engine(
        "setOldestWaitingSeconds(double)",
        "negative",
        "negative",
        e -> e.setOldestWaitingSeconds(-Double.MIN_VALUE));
    engine("addPrefixCache(long,long)", "negative hits", "negative", e -> e.addPrefixCache(-1, 3));
    engine(
        "addPrefixCache(long,long)",
        "negative misses",
        "negative",
        e -> e.addPrefixCache(3, Long.MIN_VALUE));
    engine("addPreemptions(long)", "negative", "negative", e -> e.addPreemptions(-1));
    engine(
        "recordBatchSize(int)", "negative", "negative", e -> e.recordBatchSize(Integer.MIN_VALUE));
    bad(
        "EngineMetrics.setQueueDepth(long)",
        "no model",
        "model",
        (metrics, live) -> metrics.engine(sneak((String) null)).setQueueDepth(1));
    bad("EngineMetrics.setQueueDepth(long)", "watched", "watched", (metrics, live) -> {
      metrics.engine("w").watch(new EngineStats() {});
      metrics.engine("w").setQueueDepth(1);
    });
  }

  private static void quality(String method, String why, String counted, QualityCall call) {
    bad("QualityMetrics." + method, why, counted, (metrics, live) -> call.on(metrics.quality("m")));
  }

  @FunctionalInterface
  private interface QualityCall {
    void on(QualityMetrics quality);
  }

  private static void qualities() {
    quality("score(String,double)", "NaN", "not_finite", q -> q.score("judge", Double.NaN));
    quality("score(String,double)", "over 1", "out_of_range", q -> q.score("judge", 1.01));
    quality(
        "score(String,double)",
        "null evaluator",
        "evaluator",
        q -> q.score(sneak((String) null), 0.5));
    quality(
        "userSatisfaction(String,double)",
        "negative",
        "negative",
        q -> q.userSatisfaction("free", -0.1));
    quality(
        "userSatisfaction(String,double)",
        "blank segment",
        "segment",
        q -> q.userSatisfaction("\n", 0.5));
    quality("refusal(String)", "null reason", "reason", q -> q.refusal(sneak((String) null)));
    quality("safetyTrigger(String)", "half a pair", "category", q -> q.safetyTrigger("\udfff"));
  }

  static Stream<Case> cases() {
    return CASES.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void recording_oneBadValue_isCountedOnceAndAsWhatItIs(Case bad) {
    RequestMetrics live = metrics.middleware().start("live", "m");

    bad.call().on(metrics, live);
    live.close();

    String[] counted = bad.counted().split(":", -1);
    double times = counted.length == 1 ? 1 : Double.parseDouble(counted[1]);
    assertThat(health()).as("what moved").containsExactly(Map.entry(counted[0], times));
    assertThatScrapeIsSound();
    ScrapedSeries scrape = ScrapedSeries.of(registry);
    assertThat(scrape.sum("llm_active_requests")).as("requests left over").isZero();
  }

  /** Every series of the library's own health that is not 0, by its label's value. */
  private Map<String, Double> health() {
    ScrapedSeries scrape = ScrapedSeries.of(registry);
    Map<String, Double> moved = new TreeMap<>();
    for (String name : List.of(
        "llm_metrics_dropped_total",
        "llm_metrics_repaired_total",
        "llm_metrics_overflow_total",
        "llm_metrics_callback_failures_total")) {
      scrape.series(name).forEach((labels, value) -> {
        if (value > 0) {
          moved.put(onlyValue(labels), value);
        }
      });
    }
    return moved;
  }

  private static String onlyValue(Labels labels) {
    return labels.getValue(0);
  }

  /** What takes nothing that can be bad, and says nothing that could come late. */
  private static final Set<String> HARMLESS =
      Set.of("EngineMetrics.unwatch()", "RequestMetrics.close()");

  @Test
  void cases_publicMethods_noneIsForgotten() {
    Set<String> tested = new TreeSet<>(HARMLESS);
    CASES.forEach(each -> tested.add(each.method()));

    Set<String> recording = new TreeSet<>();
    recordingMethods()
        .filter(method ->
            method.getReturnType() == void.class || method.getReturnType() == RequestMetrics.class)
        .forEach(method -> recording.add(signature(method)));

    assertThat(tested).isEqualTo(recording);
  }

  private static String signature(Method method) {
    List<String> types =
        Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
    return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "("
        + String.join(",", types) + ")";
  }

  // ---- What a bad value must not cost.

  @Test
  void usage_badValueAfterGoodOne_goodOneStays() {
    RequestMetrics request = metrics.middleware().begin("m");
    request.usage(Usage.of(100, 7));
    request.usage(Usage.of(-1, 8));
    request.finish(Usage.ofPrompt(Long.MAX_VALUE), Status.SUCCESS);

    ScrapedSeries scrape = ScrapedSeries.of(registry);
    assertThat(scrape.sum("llm_tokens_total", "type", "prompt")).isEqualTo(100);
    assertThat(scrape.sum("llm_tokens_total", "type", "completion")).isEqualTo(8);
    assertThat(scrape.sum("llm_usage_missing_total")).isZero();
  }

  @Test
  void addPreemptions_largestLongTwice_scrapeStillWorks() {
    EngineMetrics engine = metrics.engine("m");
    engine.addPreemptions(Long.MAX_VALUE);
    engine.addPreemptions(Long.MAX_VALUE);

    assertThat(ScrapedSeries.of(registry).sum("llm_preemptions_total"))
        .isEqualTo(2.0 * Long.MAX_VALUE);
  }

  @Test
  void finishReason_nullAfterGoodOne_goodOneStays() {
    RequestMetrics request = metrics.middleware().begin("m");
    request.finishReason("stop").finishReason(sneak((String) null)).finish(1, 1);

    assertThat(ScrapedSeries.of(registry).sum("llm_finish_reasons_total", "reason", "stop"))
        .isEqualTo(1);
  }

  @Test
  void fail_throwableThatThrowsWhenAsked_endsTheRequestAsError() {
    RequestMetrics request = metrics.middleware().begin("m");
    request.fail(new HostileThrowable());

    assertThat(request.status()).contains(Status.ERROR);
    assertThat(ScrapedSeries.of(registry).sum("llm_request_errors_total", "error_type", "internal"))
        .isEqualTo(1);
  }

  @Test
  void score_evaluatorOverTheCap_gaugeIsSkippedAndCounted() {
    LlmMetrics small = LlmMetrics.builder()
        .registry(new PrometheusRegistry())
        .labelLimit("evaluator", 1)
        .build();
    small.quality("m").score("first", 0.5);
    small.quality("m").score("second", 0.5);

    ScrapedSeries scrape = ScrapedSeries.of(small.registry());
    assertThat(scrape.sum("llm_quality_scores_count", "evaluator", "other")).isEqualTo(1);
    assertThat(scrape.series("llm_quality_score")).hasSize(1);
    assertThat(scrape.sum("llm_metrics_dropped_total", "reason", "series_limit"))
        .isEqualTo(1);
  }
}
