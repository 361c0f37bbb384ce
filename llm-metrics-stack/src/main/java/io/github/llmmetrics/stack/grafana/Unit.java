package io.github.llmmetrics.stack.grafana;

import io.github.llmmetrics.catalogue.MetricDefinition;
import java.util.Objects;

/**
 * How Grafana writes a number.
 *
 * @param id as Grafana names it
 */
public record Unit(String id) {

  /** A count, shortened: 1.2 K. */
  public static final Unit COUNT = new Unit("short");
  /** A percentage from 0 to 100. */
  public static final Unit PERCENT = new Unit("percent");
  /** A share from 0 to 1, shown as a percentage. */
  public static final Unit SHARE = new Unit("percentunit");
  /** A number as it is. */
  public static final Unit NUMBER = new Unit("none");
  /** A duration in seconds. */
  public static final Unit SECONDS = new Unit("s");
  /** A duration in seconds, shown in its greatest units: 1 day 3 hours. */
  public static final Unit AGE = new Unit("dtdurations");
  /** Bytes, by 1024. */
  public static final Unit BYTES = new Unit("bytes");
  /** Bytes in a second, by 1024. */
  public static final Unit BYTES_PER_SECOND = new Unit("binBps");
  /** A temperature in degrees Celsius. */
  public static final Unit CELSIUS = new Unit("celsius");
  /** A power in watts. */
  public static final Unit WATTS = new Unit("watt");
  /** An energy in joules. */
  public static final Unit JOULES = new Unit("joule");
  /** A frequency in hertz. */
  public static final Unit HERTZ = new Unit("hertz");
  /** US dollars. */
  public static final Unit DOLLARS = new Unit("currencyUSD");
  /** Requests in a second. */
  public static final Unit REQUESTS_PER_SECOND = new Unit("reqps");
  /** Tokens in a second. */
  public static final Unit TOKENS_PER_SECOND = new Unit("si:tok/s");
  /** Anything else that is counted, in a second. */
  public static final Unit COUNTS_PER_SECOND = new Unit("cps");

  /**
   * Checks that there is an id.
   *
   * @param id as Grafana names it
   */
  public Unit {
    Objects.requireNonNull(id, "id");
    if (id.isBlank()) {
      throw new IllegalArgumentException("unit: blank; a plain number is \"none\"");
    }
  }

  /**
   * A number with a word after it.
   *
   * @param word for example {@code x}
   * @return the unit
   */
  public static Unit suffix(String word) {
    return new Unit("suffix:" + word);
  }

  /**
   * The unit of a metric's own value.
   *
   * @param metric of the catalogue
   * @return for example {@link #SECONDS}
   */
  public static Unit of(MetricDefinition metric) {
    return switch (metric.unit()) {
      case PERCENT -> PERCENT;
      case SCORE -> SHARE;
      case SECONDS -> SECONDS;
      case UNIX_SECONDS -> new Unit("dateTimeFromNow");
      case BYTES -> BYTES;
      case CELSIUS -> CELSIUS;
      case WATTS -> WATTS;
      case JOULES -> JOULES;
      case HERTZ -> HERTZ;
      case DOLLARS -> DOLLARS;
      case NONE, FLAG, REQUESTS, TOKENS, ERRORS, EVENTS, RECORDS, FAILURES, SERIES -> COUNT;
    };
  }

  /**
   * The unit of a metric's change in a second.
   *
   * @param metric of the catalogue
   * @return for example {@link #REQUESTS_PER_SECOND}
   */
  public static Unit perSecond(MetricDefinition metric) {
    return switch (metric.unit()) {
      case REQUESTS -> REQUESTS_PER_SECOND;
      case TOKENS -> TOKENS_PER_SECOND;
      case BYTES -> BYTES_PER_SECOND;
      case JOULES -> WATTS;
      // Seconds in a second are a share of the time.
      case SECONDS -> SHARE;
      case ERRORS, EVENTS, RECORDS, FAILURES, SERIES -> COUNTS_PER_SECOND;
      case NONE, FLAG, PERCENT, SCORE, UNIX_SECONDS, CELSIUS, WATTS, HERTZ, DOLLARS ->
        throw new IllegalArgumentException(
            metric.name() + ": " + metric.unit().label() + " in a second has no unit");
    };
  }
}
