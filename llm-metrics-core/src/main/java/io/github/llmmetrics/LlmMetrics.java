package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.cost.PriceTable;
import io.github.llmmetrics.dialect.Dialect;
import io.github.llmmetrics.instrument.HistogramForm;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.internal.Guard;
import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.internal.SettingRange;
import io.github.llmmetrics.internal.ThrottledLogger;
import io.github.llmmetrics.label.CustomerPolicy;
import io.github.llmmetrics.label.LabelGuard;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a service that serves language models: builds all instruments, registers them, and hands out what
 * records into them.
 *
 * <pre>{@code
 * LlmMetrics metrics = LlmMetrics.builder().models("llama-3-8b").build();
 * MetricsMiddleware middleware = metrics.middleware();
 * }</pre>
 *
 * <p>Several instances live side by side, each on a registry of its own. Thread-safe.
 */
public final class LlmMetrics implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(LlmMetrics.class.getName());

  private final InstrumentSet instruments;
  private final LabelGuard labels;
  private final Recorder recorder;
  private final EngineInstruments engines;
  private final QualityInstruments quality;
  private final MetricsMiddleware middleware;
  private final SeriesBudget budget;

  private LlmMetrics(Builder settings) {
    instruments = settings.instruments.build();
    SelfInstruments self =
        new SelfInstruments(instruments, settings.labelLimits.asMap().keySet());
    labels = new LabelGuard(settings.labelLimits.asMap(), self);
    DeclaredValues declared = settings.declared.copy();
    declared.admitTo(labels);
    Guard guard = new Guard(self::callbackFailed, throttled(settings, self));
    quality = new QualityInstruments(instruments, labels, self, settings.clock);
    engines = new EngineInstruments(
        instruments, labels, self, guard, settings.clock, settings.callbackTimeout);
    CostInstruments cost = settings.prices == null
        ? null
        : new CostInstruments(instruments, settings.prices, settings.wallClock);
    CustomerInstruments customers = CustomerPolicy.OFF.equals(settings.customerPolicy)
        ? null
        : new CustomerInstruments(
            instruments,
            labels,
            settings.customerPolicy,
            settings.wallClock,
            cost != null,
            settings.labelLimits.of(LabelDefinitions.CUSTOMER_ID),
            settings.customerIdleLimit,
            settings.clock);
    RequestInstruments requests = new RequestInstruments(
        instruments, labels, cost, customers, new NewModel(declared, engines, quality, customers));
    budget = new SeriesBudget(instruments.mostSeries(settings.labelLimits.asMap()))
        .check(settings.totalSeriesLimit);
    instruments.listener(new DeclaredFit());
    declared.values(LabelDefinitions.MODEL).forEach(requests::model);
    instruments.listener(self);
    LiveRequests live =
        new LiveRequests(self, settings.idLimit, settings.ageLimit, throttled(settings, self));
    recorder = new Recorder(
        settings.clock, self, requests, quality, live, guard, settings.errorClassifier);
    instruments.beforeScrape(live::abandonForgotten);
    middleware = new MetricsMiddleware(recorder);
  }

  /** Each kind of line has a minute of its own. */
  private static ThrottledLogger throttled(Builder settings, SelfInstruments self) {
    return new ThrottledLogger(settings.logger, settings.clock, self::logLineHeldBack);
  }

  /**
   * Starts the settings of an instance; every one has a default.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where requests begin.
   *
   * @return the same object each time
   */
  public MetricsMiddleware middleware() {
    return middleware;
  }

  /**
   * The inputs for what the engine of a model tells.
   *
   * @param model as requests name it
   * @return the same object for the same model
   */
  public EngineMetrics engine(String model) {
    return engines.engine(model);
  }

  /**
   * The inputs for what is learned about a model's answers.
   *
   * @param model as requests name it
   * @return a light view; keep it or ask again
   */
  public QualityMetrics quality(String model) {
    return new QualityMetrics(labels.admit(LabelDefinitions.MODEL.name(), model), quality);
  }

  /**
   * The registry that all is registered in, for an exporter or for further instruments.
   *
   * @return the registry
   */
  public PrometheusRegistry registry() {
    return instruments.registry();
  }

  /**
   * How many series a scraper has to store for this instance at the worst, a histogram's buckets included: every open
   * label full, with every model, customer and category that its limit allows. Dialects and further instruments come on
   * top.
   *
   * @return at most what {@link Builder#totalSeriesLimit} allows
   */
  public long mostSeries() {
    return budget.total();
  }

  /**
   * Starts a set of further instruments in the same registry with the same constant labels, as the modules for GPUs and
   * host do. Their series are in the report of series, and what goes over a cap is counted, as with the service's own.
   *
   * @return a builder
   */
  public InstrumentSet.Builder furtherInstruments() {
    return instruments.sibling();
  }

  /**
   * Unregisters all instruments. What begins afterwards is dropped; what is live ends without being seen. Idempotent.
   */
  @Override
  public void close() {
    recorder.close();
    instruments.close();
    engines.close();
  }

  /**
   * Builds an {@link LlmMetrics}. Each method checks its arguments at once and throws an
   * {@link IllegalArgumentException} that names the setting, the value and the legal range. Not thread-safe.
   */
  public static final class Builder {

    private static final SettingRange<Integer> ID_LIMIT = new SettingRange<>(1, 10_000_000);
    private static final SettingRange<Duration> AGE_LIMIT =
        new SettingRange<>(Duration.ofMinutes(1), Duration.ofDays(7));
    private static final SettingRange<Integer> TOTAL_SERIES_LIMIT =
        new SettingRange<>(1_000, 100_000_000);
    private static final SettingRange<Duration> CUSTOMER_IDLE_LIMIT =
        new SettingRange<>(Duration.ofMinutes(5), Duration.ofDays(365));
    private static final SettingRange<Duration> CALLBACK_TIMEOUT =
        new SettingRange<>(Duration.ofMillis(1), Duration.ofSeconds(10));

    private final InstrumentSet.Builder instruments = InstrumentSet.builder().seriesReport();
    private final LabelLimits labelLimits = new LabelLimits();
    private final DeclaredValues declared = new DeclaredValues();
    private CustomerPolicy customerPolicy = CustomerPolicy.RAW;
    private @Nullable PriceTable prices;
    private ErrorClassifier errorClassifier = ErrorClassifier.standard();
    private Duration callbackTimeout = Duration.ofMillis(500);
    private int totalSeriesLimit = 500_000;
    private int idLimit = 100_000;
    private Duration ageLimit = Duration.ofHours(1);
    private System.Logger logger = LOGGER;
    private @Nullable Duration customerIdleLimit;
    private NanoClock clock = NanoClock.SYSTEM;
    private InstantSource wallClock = InstantSource.system();

    private Builder() {}

    /**
     * The registry to register in.
     *
     * @param registry default: client_java's default registry
     * @return this builder
     */
    public Builder registry(PrometheusRegistry registry) {
      instruments.registry(registry);
      return this;
    }

    /**
     * Models whose counters are exposed, as 0, before their first request.
     *
     * @param models names as requests will give them; default none
     * @return this builder
     */
    public Builder models(String... models) {
      declared.add("models", LabelDefinitions.MODEL, models);
      return this;
    }

    /**
     * Customers whose counters are exposed, as 0, for each model that is known.
     *
     * @param customerIds ids as requests will give them; default none
     * @return this builder
     */
    public Builder customers(String... customerIds) {
      declared.add("customers", LabelDefinitions.CUSTOMER_ID, customerIds);
      return this;
    }

    /**
     * Evaluators that have a place among the label's values whatever comes first.
     *
     * @param evaluators names as scores will give them; default none
     * @return this builder
     */
    public Builder evaluators(String... evaluators) {
      declared.add("evaluators", LabelDefinitions.EVALUATOR, evaluators);
      return this;
    }

    /**
     * Reasons for refusals whose counters are exposed, as 0, for each model that is known.
     *
     * @param reasons reasons as refusals will give them; default none
     * @return this builder
     */
    public Builder refusalReasons(String... reasons) {
      declared.add("refusalReasons", LabelDefinitions.REFUSAL_REASON, reasons);
      return this;
    }

    /**
     * Safety categories whose counters are exposed, as 0, for each model that is known.
     *
     * @param categories categories as triggers will give them; default none
     * @return this builder
     */
    public Builder safetyCategories(String... categories) {
      declared.add("safetyCategories", LabelDefinitions.SAFETY_CATEGORY, categories);
      return this;
    }

    /**
     * Segments of users that have a place among the label's values whatever comes first.
     *
     * @param segments names as feedback will give them; default none
     * @return this builder
     */
    public Builder segments(String... segments) {
      declared.add("segments", LabelDefinitions.SEGMENT, segments);
      return this;
    }

    /**
     * What becomes of the customer that comes with a request.
     *
     * @param policy default {@link CustomerPolicy#RAW}
     * @return this builder
     */
    public Builder customerPolicy(CustomerPolicy policy) {
      this.customerPolicy = Objects.requireNonNull(policy, "customerPolicy");
      return this;
    }

    /**
     * After how long without a request a customer's series are taken out, and their place is another's. Declared
     * customers keep theirs.
     *
     * @param limit 5 minutes to 365 days; default none: only a heavier customer takes a place
     * @return this builder
     */
    public Builder customerIdleLimit(Duration limit) {
      this.customerIdleLimit = CUSTOMER_IDLE_LIMIT.check("customerIdleLimit", limit);
      return this;
    }

    /**
     * What tokens cost. Without a table there are no series of cost.
     *
     * @param table default none
     * @return this builder
     */
    public Builder prices(PriceTable table) {
      this.prices = Objects.requireNonNull(table, "prices");
      return this;
    }

    /**
     * What tokens cost, from a file.
     *
     * @param csv a file as {@link PriceTable} describes it
     * @return this builder
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public Builder prices(Path csv) {
      return prices(PriceTable.load(Objects.requireNonNull(csv, "prices")));
    }

    /**
     * Who says what a failure was.
     *
     * @param classifier default {@link ErrorClassifier#standard()}
     * @return this builder
     */
    public Builder errorClassifier(ErrorClassifier classifier) {
      this.errorClassifier = Objects.requireNonNull(classifier, "errorClassifier");
      return this;
    }

    /**
     * The bucket bounds of one histogram. client_java's key
     * {@code io.prometheus.metrics.NAME.histogram_classic_upper_bounds} does the same and wins.
     *
     * @param histogram a histogram of the catalogue
     * @param bounds ascending, with every bound that a threshold or an objective refers to
     * @return this builder
     */
    public Builder buckets(MetricDefinition histogram, double... bounds) {
      instruments.buckets(
          Objects.requireNonNull(histogram, "buckets"),
          Arrays.stream(bounds).boxed().toList());
      return this;
    }

    /**
     * Whether histograms are classic, native, or both.
     *
     * @param form default {@link HistogramForm#CLASSIC}
     * @return this builder
     */
    public Builder histograms(HistogramForm form) {
      instruments.histograms(Objects.requireNonNull(form, "histograms"));
      return this;
    }

    /**
     * Exposes the same measurements under the names, labels and buckets of another server beside ours, for what reads
     * those already: dashboards, autoscalers, gateways.
     *
     * @param dialect default none
     * @return this builder
     */
    public Builder dialect(Dialect dialect) {
      instruments.dialect(dialect);
      return this;
    }

    /**
     * A label that every series carries.
     *
     * @param name none of those that Prometheus or Kubernetes sets itself, such as {@code instance} and {@code pod}
     * @param value any string, but no other one than the label has already
     * @return this builder
     */
    public Builder constantLabel(String name, String value) {
      instruments.constantLabel(name, value);
      return this;
    }

    /**
     * How many values a label may have before {@code other}.
     *
     * @param label {@code model} (default 100), {@code customer_id} (1,000), {@code evaluator}, {@code reason},
     *     {@code category} or {@code segment} (50)
     * @param limit 1 to 100,000
     * @return this builder
     */
    public Builder labelLimit(String label, int limit) {
      labelLimits.set(label, limit);
      return this;
    }

    /**
     * How many series a metric may have before {@code other}.
     *
     * @param limit 100 to 1,000,000; default 10,000
     * @return this builder
     */
    public Builder seriesLimit(int limit) {
      instruments.seriesLimit(limit);
      return this;
    }

    /**
     * How many series all metrics together may have at the worst, a histogram's buckets included. {@link #build()} refuses
     * limits of labels and metrics that allow more.
     *
     * @param limit 1,000 to 100,000,000; default 500,000
     * @return this builder
     */
    public Builder totalSeriesLimit(int limit) {
      this.totalSeriesLimit = TOTAL_SERIES_LIMIT.check("totalSeriesLimit", limit);
      return this;
    }

    /**
     * How many requests can be found by their id at one time.
     *
     * @param limit 1 to 10,000,000; default 100,000
     * @return this builder
     */
    public Builder idLimit(int limit) {
      this.idLimit = ID_LIMIT.check("idLimit", limit);
      return this;
    }

    /**
     * After how long a request that nobody ended is abandoned.
     *
     * @param limit 1 minute to 7 days; default 1 hour
     * @return this builder
     */
    public Builder ageLimit(Duration limit) {
      this.ageLimit = AGE_LIMIT.check("ageLimit", limit);
      return this;
    }

    /**
     * How long a scrape waits for {@link EngineStats}.
     *
     * @param timeout 1 ms to 10 s, and less than the scrape's own; default 500 ms
     * @return this builder
     */
    public Builder callbackTimeout(Duration timeout) {
      this.callbackTimeout = CALLBACK_TIMEOUT.check("callbackTimeout", timeout);
      return this;
    }

    /** For tests: where lines go. */
    Builder logger(System.Logger logger) {
      this.logger = logger;
      return this;
    }

    /** For tests: time as they set it. */
    Builder clock(NanoClock clock, InstantSource wallClock) {
      this.clock = clock;
      this.wallClock = wallClock;
      return this;
    }

    /**
     * Builds all instruments and registers all of them, or none.
     *
     * @return the running instance
     * @throws IllegalArgumentException if settings, or client_java's configuration keys, contradict each other
     * @throws IllegalStateException if the registry has these metrics already
     */
    public LlmMetrics build() {
      LlmMetrics metrics = new LlmMetrics(this);
      metrics.instruments.register();
      return metrics;
    }
  }
}
