package io.github.llmmetrics.testing;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a scraper would read from a registry. */
public final class Scrapes {

  private static final ExpositionFormats FORMATS = ExpositionFormats.init();

  private Scrapes() {}

  /** The text format, all of it. */
  public static String text(PrometheusRegistry registry) {
    return write(FORMATS.getPrometheusTextFormatWriter(), registry);
  }

  /** The text format of the families with these names, in the order of the exposition. */
  public static String text(PrometheusRegistry registry, String... families) {
    return Arrays.stream(text(registry).split("(?m)^(?=# HELP )", -1))
        .filter(block ->
            Arrays.stream(families).anyMatch(name -> block.startsWith("# HELP " + name + " ")))
        .collect(Collectors.joining());
  }

  /** The OpenMetrics format, all of it. */
  public static String openMetrics(PrometheusRegistry registry) {
    return write(FORMATS.getOpenMetricsTextFormatWriter(), registry);
  }

  /** The value of each series, by name and labels as the text format spells them. */
  public static Map<String, Double> series(PrometheusRegistry registry) {
    Map<String, Double> series = new TreeMap<>();
    for (String line : text(registry).lines().toList()) {
      if (!line.startsWith("#")) {
        int space = line.lastIndexOf(' ');
        series.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
      }
    }
    return series;
  }

  /** The value of one series; fails where there is none. */
  public static double value(PrometheusRegistry registry, String series) {
    Double value = series(registry).get(series);
    if (value == null) {
      throw new AssertionError("no series " + series + " in\n" + text(registry));
    }
    return value;
  }

  private static String write(ExpositionFormatWriter writer, PrometheusRegistry registry) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape(), EscapingScheme.ALLOW_UTF8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
