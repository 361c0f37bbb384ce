package io.github.llmmetrics.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The table {@code vllm.tsv}: what vLLM exposes, read from its source. */
final class VllmTable {

  private static final String SERIES_1_2_5 = "1-2-5 series ";

  private VllmTable() {}

  record Row(String name, String type, List<String> labels, String buckets) {

    /** Those of a model with a context of a million tokens, where they end at the context. */
    List<Double> bounds() {
      if (buckets.startsWith(SERIES_1_2_5)) {
        List<Double> bounds = new ArrayList<>();
        for (double decade = 1; decade < 1e6; decade *= 10) {
          bounds.addAll(List.of(decade, 2 * decade, 5 * decade));
        }
        bounds.add(1e6);
        return bounds;
      }
      return buckets.isEmpty()
          ? List.of()
          : Stream.of(buckets.split(",")).map(Double::valueOf).toList();
    }
  }

  static List<Row> rows() {
    return text().lines().skip(1).map(VllmTable::row).toList();
  }

  private static Row row(String line) {
    String[] fields = line.split("\t", -1);
    List<String> labels = Stream.of(fields[2].split(", "))
        .map(label -> label.replaceAll(" \\(.*", ""))
        .toList();
    return new Row(fields[0], fields[1], labels, fields[3]);
  }

  private static String text() {
    try (InputStream in = VllmTable.class.getResourceAsStream("vllm.tsv")) {
      return new String(
          Objects.requireNonNull(in, "vllm.tsv").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
