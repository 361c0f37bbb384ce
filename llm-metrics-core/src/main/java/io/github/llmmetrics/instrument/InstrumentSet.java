package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.dialect.Dialect;
import io.github.llmmetrics.dialect.DialectMetric;
import io.github.llmmetrics.internal.SettingRange;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The instruments of one component in one registry: made from definitions, registered all or none, scraped as one.
 *
 * <p>Thread-safe. Instruments are made before {@link #register()}.
 */
public final class InstrumentSet implements AutoCloseable {

  private final PrometheusRegistry registry;
  private final Labels constantLabels;
  private final int seriesLimit;
  private final @Nullable HistogramForm histogramForm;
  private final Map<MetricDefinition, List<Double>> buckets;
  private final boolean seriesReport;
  private final @Nullable DialectView dialect;
  private final PrometheusProperties properties;
  private final List<Source> sources = new CopyOnWriteArrayList<>();
  private final List<Runnable> beforeScrape = new CopyOnWriteArrayList<>();
  private final @Nullable InstrumentSet elder;
  private final List<InstrumentSet> siblings = new CopyOnWriteArrayList<>();
  private final AtomicBoolean registered = new AtomicBoolean();
  private final ReadWriteLock scrapes = new ReentrantReadWriteLock();
  private final MultiCollector collector = new SetCollector();
  private volatile SeriesListener listener;

  private InstrumentSet(Builder builder) {
    this.registry = builder.registry;
    this.constantLabels = builder.constantLabels.toLabels();
    this.seriesLimit = builder.seriesLimit;
    this.histogramForm = builder.histogramForm;
    this.buckets = Map.copyOf(builder.buckets);
    this.seriesReport = builder.seriesReport;
    this.dialect =
        builder.dialect == null ? null : new DialectView(builder.dialect, constantLabels);
    this.elder = builder.elder;
    this.listener = elder == null ? SeriesListener.NONE : elder.listener;
    this.properties = builder.properties;
  }

  /**
   * Starts the settings of a set.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes a counter.
   *
   * @param definition a counter of the catalogue
   * @return its family
   */
  public CounterFamily counter(MetricDefinition definition) {
    return add(new CounterFamily(require(definition, MetricType.COUNTER), this));
  }

  /**
   * Makes a gauge.
   *
   * @param definition a gauge of the catalogue
   * @return its family
   */
  public GaugeFamily gauge(MetricDefinition definition) {
    return add(new GaugeFamily(require(definition, MetricType.GAUGE), this));
  }

  /**
   * Makes a histogram.
   *
   * @param definition a histogram of the catalogue
   * @return its family
   * @throws IllegalArgumentException if the bounds that result from the settings lack one that a threshold or an
   *     objective needs
   */
  public HistogramFamily histogram(MetricDefinition definition) {
    require(definition, MetricType.HISTOGRAM);
    HistogramSettings settings =
        HistogramSettings.resolve(definition, histogramForm, buckets.get(definition), properties);
    return add(new HistogramFamily(
        definition, this, dialect == null ? settings : dialect.settings(definition, settings)));
  }

  /**
   * Makes an info metric.
   *
   * @param definition an info metric of the catalogue
   * @return its family, without a series
   */
  public InfoFamily info(MetricDefinition definition) {
    return add(new InfoFamily(require(definition, MetricType.INFO), this));
  }

  /**
   * Makes the ledger of requests.
   *
   * @return the ledger
   */
  public Ledger ledger() {
    return add(new Ledger(this));
  }

  /**
   * Runs something at the beginning of every scrape, on its thread.
   *
   * @param action must be fast and must not throw
   */
  public void beforeScrape(Runnable action) {
    beforeScrape.add(action);
  }

  /**
   * Changes several cells such that no scrape sees a part of it. Waits for a scrape that is reading, and the next one
   * waits for the change. Called inside of a change, it makes that change a part of the outer one. Called by a source that
   * a scrape is reading, it would wait for its own scrape without end: what is to change at a scrape belongs in {@link
   * #beforeScrape}.
   *
   * @param change must be fast and must not call anything that can wait
   */
  public void update(Runnable change) {
    scrapes.writeLock().lock();
    try {
      change.run();
    } finally {
      scrapes.writeLock().unlock();
    }
  }

  /**
   * Sets who hears that a cap on series was reached.
   *
   * @param listener the only listener
   */
  public void listener(SeriesListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /**
   * Registers all instruments, or none.
   *
   * @throws IllegalStateException if the registry has one of the names already
   */
  public void register() {
    try {
      registry.register(collector);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "registry: it has these metrics already; close the instance that registered them, or pass another"
              + " registry (" + e.getMessage() + ")",
          e);
    }
    registered.set(true);
    if (elder != null) {
      elder.siblings.add(this);
    }
  }

  /** Unregisters all instruments. Their cells can still be recorded into; nobody reads them. Idempotent. */
  @Override
  public void close() {
    if (registered.compareAndSet(true, false)) {
      registry.unregister(collector);
      if (elder != null) {
        elder.siblings.remove(this);
      }
    }
  }

  /**
   * The registry that the set is registered in, or will be.
   *
   * @return the registry
   */
  public PrometheusRegistry registry() {
    return registry;
  }

  /**
   * Starts another set for the same registry, with the same constant labels and the same cap on series. What goes over a
   * cap there is heard by this set's listener, and a report of this set counts the other's series, too.
   *
   * @return a builder
   */
  public Builder sibling() {
    Builder sibling = builder().registry(registry).seriesLimit(seriesLimit);
    sibling.elder = this;
    constantLabels.forEach(label -> sibling.constantLabel(label.getName(), label.getValue()));
    return sibling;
  }

  /**
   * How many series a scraper can have to store for each metric, a histogram's buckets included, if every open label is
   * full. Series of a dialect and those of labels that hardware bounds are not in it.
   *
   * @param labelLimits how many values each open label may have, by name
   * @return by metric, in the order in which they were made
   */
  public Map<MetricDefinition, Long> mostSeries(Map<String, Integer> labelLimits) {
    Map<MetricDefinition, Long> most = new LinkedHashMap<>();
    for (Source source : sources) {
      for (Descriptor descriptor : source.descriptors()) {
        long labelSets = Descriptor.mostLabelSets(descriptor.definition(), labelLimits);
        most.put(
            descriptor.definition(), Math.min(labelSets, seriesLimit) * source.seriesPerLabelSet());
      }
    }
    return most;
  }

  Labels constantLabels() {
    return constantLabels;
  }

  int seriesLimit() {
    return seriesLimit;
  }

  SeriesListener listener() {
    return listener;
  }

  private <S extends Source> S add(S source) {
    sources.add(source);
    return source;
  }

  private static MetricDefinition require(MetricDefinition definition, MetricType type) {
    if (definition.type() != type) {
      throw new IllegalArgumentException(
          definition.name() + " is a " + definition.type() + ", not a " + type);
    }
    return definition;
  }

  /** Reads every source once, in one go, and counts its series. */
  private List<MetricSnapshot> read(SeriesReport report) {
    Map<MetricDefinition, MetricSnapshot> read = new LinkedHashMap<>();
    scrapes.readLock().lock();
    try {
      for (Source source : sources) {
        List<MetricSnapshot> collected = source.collect();
        for (int i = 0; i < collected.size(); i++) {
          read.put(source.descriptors().get(i).definition(), collected.get(i));
        }
      }
    } finally {
      scrapes.readLock().unlock();
    }
    List<MetricSnapshot> snapshots = new ArrayList<>();
    read.forEach((metric, snapshot) -> {
      report.add(metric, snapshot.getDataPoints().size(), seriesLimit);
      snapshots.add(dialect == null ? snapshot : dialect.own(metric, snapshot));
    });
    if (dialect != null) {
      SnapshotsByMetric all = new SnapshotsByMetric(read);
      for (DialectMetric metric : dialect.metrics()) {
        MetricSnapshot snapshot = dialect.derive(metric, all);
        report.add(metric.name(), snapshot.getDataPoints().size(), seriesLimit);
        snapshots.add(snapshot);
      }
    }
    snapshots.removeIf(snapshot -> snapshot.getDataPoints().isEmpty());
    return snapshots;
  }

  /** Counts the series of every source, in one go. */
  private void count(SeriesReport report) {
    scrapes.readLock().lock();
    try {
      for (Source source : sources) {
        List<Integer> counts = source.seriesCounts();
        for (int i = 0; i < counts.size(); i++) {
          report.add(source.descriptors().get(i).definition(), counts.get(i), seriesLimit);
        }
      }
    } finally {
      scrapes.readLock().unlock();
    }
  }

  private void countSiblings(SeriesReport report) {
    for (InstrumentSet sibling : siblings) {
      sibling.count(report);
      sibling.countSiblings(report);
    }
  }

  /** What a scrape sees of the set. */
  private final class SetCollector implements MultiCollector {

    @Override
    public MetricSnapshots collect() {
      beforeScrape.forEach(Runnable::run);
      SeriesReport report = new SeriesReport(constantLabels);
      List<MetricSnapshot> snapshots = read(report);
      if (seriesReport) {
        countSiblings(report);
        snapshots.addAll(report.collect());
      }
      return new MetricSnapshots(snapshots);
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
      return each(Descriptor::toFamilyDescriptor, DialectView::descriptor);
    }

    /** How an older client_java, such as the 1.4 that Spring Boot 4.0 manages, finds names that clash. */
    @SuppressWarnings("deprecation")
    @Override
    public List<String> getPrometheusNames() {
      return each(
          descriptor -> descriptor.metadata().getPrometheusName(),
          (view, metric) -> DialectView.metadata(metric).getPrometheusName());
    }

    /** Something of each metric that a scrape may have. */
    private <T> List<T> each(
        Function<Descriptor, T> ours, BiFunction<DialectView, DialectMetric, T> dialects) {
      List<T> all = new ArrayList<>();
      for (Source source : sources) {
        source.descriptors().forEach(descriptor -> all.add(ours.apply(descriptor)));
      }
      DialectView view = dialect;
      if (view != null) {
        view.metrics().forEach(metric -> all.add(dialects.apply(view, metric)));
      }
      if (seriesReport) {
        SeriesReport.definitions()
            .forEach(metric -> all.add(ours.apply(new Descriptor(metric, constantLabels))));
      }
      return all;
    }
  }

  /** Builds an {@link InstrumentSet}. Not thread-safe. */
  public static final class Builder {

    private static final SettingRange<Integer> SERIES_LIMIT = new SettingRange<>(100, 1_000_000);

    private PrometheusRegistry registry = PrometheusRegistry.defaultRegistry;
    private final ConstantLabels constantLabels = new ConstantLabels();
    private int seriesLimit = 10_000;
    private @Nullable HistogramForm histogramForm;
    private final Map<MetricDefinition, List<Double>> buckets = new HashMap<>();
    private boolean seriesReport;
    private @Nullable Dialect dialect;
    private @Nullable InstrumentSet elder;
    private PrometheusProperties properties = PrometheusProperties.get();

    private Builder() {}

    /**
     * The registry that the set will be registered in.
     *
     * @param registry default: client_java's default registry
     * @return this builder
     */
    public Builder registry(PrometheusRegistry registry) {
      this.registry = Objects.requireNonNull(registry, "registry");
      return this;
    }

    /**
     * A label that every series carries.
     *
     * @param name none of those that Prometheus or Kubernetes sets itself, such as {@code instance} and {@code pod}, nor
     *     a label of a metric
     * @param value any string, but no other one than the label has already
     * @return this builder
     */
    public Builder constantLabel(String name, String value) {
      constantLabels.put(name, value);
      return this;
    }

    /**
     * The cap on the series of each metric.
     *
     * @param limit 100 to 1,000,000; default 10,000
     * @return this builder
     */
    public Builder seriesLimit(int limit) {
      this.seriesLimit = SERIES_LIMIT.check("seriesLimit", limit);
      return this;
    }

    /**
     * The form of all histograms.
     *
     * @param form default {@link HistogramForm#CLASSIC}
     * @return this builder
     */
    public Builder histograms(HistogramForm form) {
      this.histogramForm = Objects.requireNonNull(form, "form");
      return this;
    }

    /**
     * The bucket bounds of one histogram, in place of the catalogue's.
     *
     * @param metric a histogram of the catalogue
     * @param bounds ascending, finite, with every bound that a threshold or an objective refers to
     * @return this builder
     */
    public Builder buckets(MetricDefinition metric, List<Double> bounds) {
      BucketBounds.check(metric, bounds);
      buckets.put(metric, List.copyOf(bounds));
      return this;
    }

    /**
     * Exposes how many series each metric has and may have whose number the catalogue leaves open, of this set and of its
     * {@linkplain InstrumentSet#sibling siblings}. One set in a registry does.
     *
     * @return this builder
     */
    public Builder seriesReport() {
      this.seriesReport = true;
      return this;
    }

    /**
     * Exposes the set's measurements under the names of another server, too.
     *
     * @param dialect default none
     * @return this builder
     */
    public Builder dialect(Dialect dialect) {
      this.dialect = Objects.requireNonNull(dialect, "dialect");
      return this;
    }

    /** For tests: client_java's configuration keys, which it loads once in the life of a JVM. */
    Builder properties(PrometheusProperties properties) {
      this.properties = properties;
      return this;
    }

    /**
     * Makes the set; nothing is registered yet.
     *
     * @return the set
     */
    public InstrumentSet build() {
      return new InstrumentSet(this);
    }
  }
}
