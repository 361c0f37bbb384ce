package io.github.llmmetrics.examples.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.examples.chat.load.Load;
import io.github.llmmetrics.examples.chat.load.Plan;
import io.github.llmmetrics.examples.system.ChatOnGpus;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.dashboard.Dashboards;
import io.github.llmmetrics.stack.local.LocalStack;
import io.github.llmmetrics.stack.local.SearchPath;
import io.github.llmmetrics.stack.scrape.Exporters;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.scrape.PrometheusSettings.Intervals;
import io.github.llmmetrics.stack.scrape.PrometheusVersion;
import io.github.llmmetrics.stack.scrape.RemoteWrite;
import io.github.llmmetrics.stack.scrape.Target;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import io.github.llmmetrics.stack.testing.DashboardQueries;
import io.github.llmmetrics.stack.testing.StackQuery;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Outgrowing one Prometheus: a real one writes to a real VictoriaMetrics, which is ended and started again meanwhile. Every sample of
 * a metric or of a recording rule is there as Prometheus has it, to eleven digits where it is no whole number. What is computed
 * from rates agrees within {@link #TOLERANCE}, as the store takes the last sample before a window into it and extrapolates
 * nothing; the window begins and ends while the service rests, or a burst at its edge would be in one answer and not in the
 * other.
 */
class RemoteWriteTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final StackSettings STACK = StackSettings.DEFAULT.withDrill(60);
  private static final Pattern RATE = Pattern.compile("\\b(rate|increase|delta)\\(");
  private static final Pattern WINDOW = Pattern.compile("\\[\\d+[smhd]]");
  private static final String ACTIVE = ApplicationMetrics.ACTIVE_REQUESTS.name();
  private static final String OFF = SystemMetrics.GPU_PROCESS_MEMORY.name();

  /** Of the greatest value of an answer: a few per cent, and more where a machine is so busy that scrapes are late. */
  private static final double TOLERANCE = 0.25;

  /** Of a value that is no whole number: the store keeps twelve decimal digits or more. */
  private static final double PRECISION = 1e-11;

  @FunctionalInterface
  private interface Work {

    void run() throws Exception;
  }

  @TempDir
  private Path folder;

  @Test
  void store_thatWasAway_hasEverySampleAndAnswersEveryDashboard() throws Exception {
    Program.require("prometheus");
    Program.require("prometheus-alertmanager");
    try (VictoriaMetrics store = VictoriaMetrics.start(folder);
        LocalStack stack =
            new LocalStack(SearchPath.of(System.getenv("PATH")), folder.resolve("data"));
        ChatOnGpus chat = ChatOnGpus.start(
            Files.createDirectory(folder.resolve("chat")), Gpus.mixed(), "--faults")) {
      for (String fault :
          List.of("error-storm", "timeout-storm", "rejection-storm", "safety-storm")) {
        chat.fault(fault + "?strength=0.2");
      }
      QueryApi prometheus = new QueryApi(stack
          .start(settings(chat.metricsUri(), store.uri()), true, LIMIT)
          .get(0)
          .address());
      Instant begin = Instant.now();
      // Until each series is there: of a new one, only the store counts the first request.
      underLoad(chat, () -> awaitSamples(prometheus, begin.plusSeconds(30)));
      Instant rest = awaitRest(prometheus);
      underLoad(chat, () -> {
        awaitSamples(prometheus, Instant.now().plusSeconds(5));
        store.end();
        awaitSamples(prometheus, Instant.now().plusSeconds(10));
        store.startAgain();
        awaitSamples(prometheus, Instant.now().plusSeconds(10));
      });
      Instant end = awaitRest(prometheus);

      assertThatEverySampleIsThere(prometheus, store, begin, end);
      assertThatDashboardsAgree(prometheus, store.api(), Duration.between(rest, end), end);
    }
  }

  private static void underLoad(ChatOnGpus chat, Work work) throws Exception {
    Load load =
        Load.start(chat.uri(), chat.metricsUri(), List.of("jargon", "lexicon"), Plan.steady(6));
    try {
      work.run();
    } finally {
      load.close();
    }
  }

  private static MonitoringSettings settings(URI metrics, URI store) {
    Target target = new Target(
        "llm",
        List.of(metrics.getAuthority()),
        metrics.getPath(),
        Target.Scheme.HTTP,
        Optional.empty(),
        SECOND);
    return MonitoringSettings.DEFAULT
        .withStack(STACK)
        .withPrometheus(new PrometheusSettings(
            PrometheusVersion.V3,
            new Intervals(SECOND, SECOND),
            Optional.empty(),
            false,
            List.of(target),
            Exporters.NONE,
            Optional.of(
                new RemoteWrite(RemoteWrite.Store.VICTORIAMETRICS, store, Optional.empty()))));
  }

  /** Waits until the service has nothing to do, and was scraped before the moment that is returned, and after it. */
  private static Instant awaitRest(QueryApi prometheus) throws Exception {
    Eventually.passes(() -> {
      JsonNode active = prometheus.query("sum(" + ACTIVE + ")", Instant.now());
      assertThat(active).isNotEmpty();
      assertThat(active.get(0).path("value").get(1).asDouble()).isZero();
    });
    Instant rest = Instant.now().plusSeconds(3);
    awaitSamples(prometheus, rest.plusSeconds(2));
    return rest;
  }

  /** Waits until the service was scraped at some time. */
  private static void awaitSamples(QueryApi prometheus, Instant time) throws Exception {
    Eventually.passes(() -> {
      JsonNode scraped = prometheus.query("timestamp(up{job=\"llm\"})", Instant.now());
      assertThat(scraped).isNotEmpty();
      assertThat(scraped.get(0).path("value").get(1).asDouble())
          .isGreaterThanOrEqualTo((double) time.getEpochSecond());
    });
  }

  private static void assertThatEverySampleIsThere(
      QueryApi prometheus, VictoriaMetrics store, Instant begin, Instant end) throws Exception {
    Map<Map<String, String>, Map<Long, Double>> expected = samples(prometheus, begin, end);
    assertThat(expected).hasSizeGreaterThan(500);
    assertThat(expected.keySet())
        .extracting(labels -> labels.get("__name__"))
        .contains("llm_active_requests", "ALERTS")
        .anyMatch(name -> name.startsWith("slo:"));

    Eventually.passes(
        () -> assertThat(differences(expected, store.samples(begin, end))).isEmpty());

    long samples = expected.values().stream().mapToLong(Map::size).sum();
    System.out.println("remote write: " + expected.size() + " series, " + samples
        + " samples, all in the store after it was away");
  }

  private static Map<Map<String, String>, Map<Long, Double>> samples(
      QueryApi prometheus, Instant begin, Instant end) throws Exception {
    long milliseconds = Duration.between(begin, end).toMillis();
    JsonNode matrix = prometheus.query("{__name__!=\"\"}[" + milliseconds + "ms]", end);
    Map<Map<String, String>, Map<Long, Double>> samples = new HashMap<>();
    for (JsonNode series : matrix) {
      Map<Long, Double> values = new TreeMap<>();
      for (JsonNode value : series.path("values")) {
        double number = VictoriaMetrics.number(value.get(1).asText());
        if (!Double.isNaN(number)) {
          values.put(Math.round(value.get(0).asDouble() * 1000), number);
        }
      }
      if (!values.isEmpty()) {
        samples.put(QueryApi.labels(series.path("metric")), values);
      }
    }
    return samples;
  }

  private static List<String> differences(
      Map<Map<String, String>, Map<Long, Double>> expected,
      Map<Map<String, String>, Map<Long, Double>> found) {
    List<String> differences = new ArrayList<>();
    expected.forEach((series, samples) -> {
      Map<Long, Double> others = found.getOrDefault(series, Map.of());
      samples.forEach((time, value) -> {
        Double other = others.get(time);
        if (other == null || !isSame(value, other)) {
          differences.add(series + " at " + time + ": " + value + ", but " + other);
        }
      });
    });
    return differences.stream().limit(10).toList();
  }

  private static void assertThatDashboardsAgree(
      QueryApi prometheus, QueryApi store, Duration window, Instant end) throws Exception {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (Map.Entry<String, String> file : Dashboards.files(STACK).entrySet()) {
      for (StackQuery query : DashboardQueries.of(file.getKey(), file.getValue())) {
        String expression = comparable(query.expression(), window);
        if (!expression.contains(OFF)) {
          differences.addAll(differences(query.place(), expression, prometheus, store, end));
          compared++;
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(50);
    System.out.println("remote write: " + compared + " queries of dashboards agree");
  }

  /**
   * Over a window that has data from its beginning, and of customers who are there all the time: the store counts the first request
   * of a new one, and Prometheus does not.
   */
  private static String comparable(String expression, Duration window) {
    String inWindow = RATE.matcher(expression).find()
        ? WINDOW.matcher(expression).replaceAll("[" + window.toSeconds() + "s]")
        : expression;
    return inWindow.replace("customer_id=~\".+\"", "customer_id=~\"acme|globex|initech|umbrella\"");
  }

  private static List<String> differences(
      String place, String expression, QueryApi prometheus, QueryApi store, Instant end)
      throws Exception {
    Map<Map<String, String>, Double> expected = values(prometheus.query(expression, end));
    Map<Map<String, String>, Double> found = values(store.query(expression, end));
    List<String> differences = new ArrayList<>();
    if (!found.keySet().equals(expected.keySet())) {
      differences.add(
          place + ": other series for\n  " + expression + "\n  " + expected + "\n  " + found);
    }
    double greatest = expected.values().stream().mapToDouble(Math::abs).max().orElse(0);
    double allowed = greatest * (RATE.matcher(expression).find() ? TOLERANCE : PRECISION);
    expected.forEach((series, value) -> {
      Double other = found.get(series);
      if (other != null && Math.abs(value - other) > allowed) {
        differences.add(
            place + ": " + value + ", but " + other + " of " + series + " for\n  " + expression);
      }
    });
    return differences;
  }

  /** By labels without the name, which the store keeps in some answers. */
  private static Map<Map<String, String>, Double> values(JsonNode answer) {
    Map<Map<String, String>, Double> values = new HashMap<>();
    for (JsonNode series : answer) {
      double value = VictoriaMetrics.number(series.path("value").get(1).asText());
      Map<String, String> labels = QueryApi.labels(series.path("metric"));
      labels.remove("__name__");
      if (!Double.isNaN(value)) {
        values.put(labels, value);
      }
    }
    return values;
  }

  private static boolean isSame(double one, double other) {
    return one == Math.rint(one)
        ? one == other
        : Math.abs(one - other) <= PRECISION * Math.abs(one);
  }
}
