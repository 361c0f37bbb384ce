package io.github.llmmetrics.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The table {@code catalogue.tsv}, and the catalogue's definitions in its words. */
final class CatalogueTable {

  static final List<String> COLUMNS = List.of(
      "id",
      "dimension",
      "exposed_name",
      "type",
      "unit",
      "labels",
      "buckets",
      "warning",
      "critical",
      "direction",
      "meaning",
      "also_known_as");

  private CatalogueTable() {}

  /** Its rows by id, with references to other rows' buckets resolved. */
  static Map<String, Map<String, String>> read() {
    List<String> lines = text().lines().toList();
    if (!List.of(lines.get(0).split("\t", -1)).equals(COLUMNS)) {
      throw new IllegalStateException("catalogue.tsv: the columns are not " + COLUMNS);
    }
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      Map<String, String> row = row(line);
      if (rows.put(get(row, "id"), row) != null) {
        throw new IllegalStateException("catalogue.tsv: two rows " + row.get("id"));
      }
    }
    rows.values().forEach(row -> row.put("buckets", buckets(get(row, "buckets"), rows)));
    return rows;
  }

  private static Map<String, String> row(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != COLUMNS.size()) {
      throw new IllegalStateException("catalogue.tsv: " + fields.length + " fields in " + line);
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i++) {
      row.put(COLUMNS.get(i), fields[i]);
    }
    row.put("warning", threshold(get(row, "warning")));
    row.put("critical", threshold(get(row, "critical")));
    return row;
  }

  /** {@code as itl} is another row's list, {@code as output_tokens plus 65536 131072} one with more at its end. */
  private static String buckets(String text, Map<String, Map<String, String>> rows) {
    if (!text.startsWith("as ")) {
      return text;
    }
    String[] parts = text.substring("as ".length()).split(" plus ", 2);
    Map<String, String> other = Objects.requireNonNull(rows.get(parts[0]), text);
    String list = buckets(get(other, "buckets"), rows);
    return parts.length == 1 ? list : list + " " + parts[1];
  }

  /** {@code 2.0} and {@code 2} are the same threshold. */
  private static String threshold(String text) {
    if (text.equals("-")) {
      return text;
    }
    String[] parts = text.split(" ", 2);
    String number = new BigDecimal(parts[0]).stripTrailingZeros().toPlainString();
    return parts.length == 1 ? number : number + " " + parts[1];
  }

  /** A definition as the row that should be in the table. */
  static Map<String, String> row(MetricDefinition metric) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("id", metric.id());
    row.put("dimension", metric.dimension().label());
    row.put("exposed_name", metric.name());
    row.put("type", metric.type().label());
    row.put("unit", metric.unit().label());
    row.put("labels", orDash(String.join(",", metric.labelNames())));
    row.put("buckets", orDash(numbers(metric.buckets())));
    row.put("warning", metric.thresholds().map(Thresholds::warningText).orElse("-"));
    row.put("critical", metric.thresholds().map(Thresholds::criticalText).orElse("-"));
    row.put("direction", metric.direction().label());
    row.put("meaning", metric.description());
    row.put("also_known_as", orDash(String.join("; ", metric.alsoKnownAs())));
    return row;
  }

  static Map<String, Map<String, String>> rowsOfCatalogue() {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    MetricCatalogue.all().forEach(metric -> rows.put(metric.id(), row(metric)));
    return rows;
  }

  static String numbers(List<Double> values) {
    return values.stream().map(Numbers::plain).collect(Collectors.joining(" "));
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String get(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  static List<String> ids() {
    return new ArrayList<>(read().keySet());
  }

  private static String text() {
    try (InputStream in = CatalogueTable.class.getResourceAsStream("/catalogue.tsv")) {
      return new String(
          Objects.requireNonNull(in, "catalogue.tsv").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
