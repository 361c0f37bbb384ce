package io.github.llmmetrics.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text that a client is sent, read back by a grammar of our own: a line that does not fit is a failure. */
public final class TextExposition {

  private static final Pattern LABEL =
      Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*=\"((?:[^\"\\\\\\n]++|\\\\[\"\\\\n])*)\"");
  private static final Pattern SAMPLE = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{(" + LABEL
      + "(?:," + LABEL + ")*)\\})? (?:[-+0-9.eE]+|NaN|[+-]Inf)(?: .*)?");

  private TextExposition() {}

  /** Writes both text formats, checks every line, and returns the values of all labels. */
  public static List<String> labelValues(PrometheusRegistry registry) {
    List<String> values = new ArrayList<>();
    read(PrometheusTextFormatWriter.create(), registry, values);
    read(OpenMetricsTextFormatWriter.create(), registry, values);
    return values;
  }

  private static void read(
      ExpositionFormatWriter writer, PrometheusRegistry registry, List<String> values) {
    for (String line : write(writer, registry).split("\n", -1)) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as("sample line: %s", line).isTrue();
        addLabels(sample.group(1), values);
      }
    }
  }

  private static void addLabels(String labels, List<String> values) {
    if (labels != null) {
      LABEL.matcher(labels).results().forEach(label -> values.add(label.group(1)));
    }
  }

  private static String write(ExpositionFormatWriter writer, PrometheusRegistry registry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writer.write(bytes, registry.scrape());
      // A strict decoder: half a surrogate pair would have become a question mark or worse.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("not UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
