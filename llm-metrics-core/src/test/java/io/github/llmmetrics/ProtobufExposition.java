package io.github.llmmetrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.expositionformats.generated.Metrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The protobuf form that a client is sent, read back by protobuf's own parser. */
final class ProtobufExposition {

  private ProtobufExposition() {}

  /** Parses all of it, and returns the names of the metrics. */
  // The canonical name of what client_java generates has protobuf's version in it.
  @SuppressWarnings("NonCanonicalType")
  static List<String> families(PrometheusRegistry registry) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> names = new ArrayList<>();
    try {
      ExpositionFormats.init()
          .getPrometheusProtobufWriter()
          .write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
      InputStream in = new ByteArrayInputStream(out.toByteArray());
      for (Metrics.MetricFamily family = Metrics.MetricFamily.parseDelimitedFrom(in);
          family != null;
          family = Metrics.MetricFamily.parseDelimitedFrom(in)) {
        names.add(family.getName());
      }
    } catch (IOException e) {
      throw new AssertionError("not protobuf", e);
    }
    return names;
  }
}
