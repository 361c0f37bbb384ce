package io.github.llmmetrics.benchmarks.peers;

import io.github.llmmetrics.instrument.HistogramForm;
import io.github.llmmetrics.internal.NanoClock;
import java.util.function.Function;

/** Who is compared. */
public enum Peer {
  /** The readings of the clock alone. */
  NOOP("no-op: the clock readings alone", ClockOnly::new),
  /** Adders of the JDK. */
  FLOOR("JDK adders, no registry", clock -> new CachedSeries(new Adders(), clock)),
  /** client_java as it is usually used, by its defaults. */
  CLIENT_JAVA_DIRECT(
      "client_java, direct port", clock -> new DirectPort(new ClientJava(false), clock)),
  /** client_java as it is usually used, with classic buckets. */
  CLIENT_JAVA_DIRECT_CLASSIC(
      "client_java, direct port, classic", clock -> new DirectPort(new ClientJava(true), clock)),
  /** client_java at its best, by its defaults. */
  CLIENT_JAVA_CACHED(
      "client_java, cached series", clock -> new CachedSeries(new ClientJava(false), clock)),
  /** client_java at its best, with classic buckets. */
  CLIENT_JAVA_CACHED_CLASSIC(
      "client_java, cached series, classic",
      clock -> new CachedSeries(new ClientJava(true), clock)),
  /** Micrometer as it is usually used. */
  MICROMETER_DIRECT("Micrometer, direct port", clock -> new DirectPort(new Micrometer(), clock)),
  /** Micrometer at its best. */
  MICROMETER_CACHED(
      "Micrometer, cached series", clock -> new CachedSeries(new Micrometer(), clock)),
  /** OpenTelemetry as its stable API allows. */
  OPENTELEMETRY_CACHED(
      "OpenTelemetry SDK, cached attributes",
      clock -> new CachedSeries(new OpenTelemetry(false), clock)),
  /** OpenTelemetry at its best. */
  OPENTELEMETRY_BOUND(
      "OpenTelemetry SDK, bound (incubator)",
      clock -> new CachedSeries(new OpenTelemetry(true), clock)),
  /** This library. */
  OURS("**llm-metrics**", clock -> new Ours(HistogramForm.CLASSIC, clock)),
  /** This library with both forms of buckets. */
  OURS_NATIVE(
      "**llm-metrics**, classic and native",
      clock -> new Ours(HistogramForm.CLASSIC_AND_NATIVE, clock));

  private final String title;
  // The functions are constants, and have no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<NanoClock, Service> maker;

  Peer(String title, Function<NanoClock, Service> maker) {
    this.title = title;
    this.maker = maker;
  }

  /**
   * How a table calls it.
   *
   * @return in Markdown
   */
  public String title() {
    return title;
  }

  /**
   * A fresh service that it records.
   *
   * @param clock measures all durations
   * @return the service
   */
  public Service service(NanoClock clock) {
    return maker.apply(clock);
  }
}
