package io.github.llmmetrics.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each model's tokens cost, from which day on.
 *
 * <p>A CSV file, prices in US dollars per million tokens, days in UTC; where {@code cached_prompt} is empty, cached
 * tokens cost what any prompt token does. Lines that are blank or begin with {@code #} are skipped.
 *
 * <pre>{@code
 * model,valid_from,prompt,cached_prompt,completion
 * llama-3-8b,2026-01-01,0.10,0.05,0.30
 * llama-3-8b,2026-07-01,0.08,,0.25
 * }</pre>
 *
 * <p>A model is matched exactly as the host names it: a near match is a wrong price. Immutable and thread-safe.
 */
public final class PriceTable {

  static final String HEADER = "model,valid_from,prompt,cached_prompt,completion";

  private final Map<String, NavigableMap<LocalDate, Price>> prices;
  private final String version;

  private PriceTable(Map<String, NavigableMap<LocalDate, Price>> prices, String version) {
    this.prices = prices;
    this.version = version;
  }

  /**
   * Reads a table from a file.
   *
   * @param file CSV in UTF-8
   * @return the table
   * @throws IllegalArgumentException if a line is wrong, with its number and what is wrong with it
   * @throws UncheckedIOException if the file cannot be read
   */
  public static PriceTable load(Path file) {
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("prices: cannot read " + file, e);
    }
  }

  /**
   * Reads a table from text.
   *
   * @param csv the table
   * @return the table
   * @throws IllegalArgumentException if a line is wrong, with its number and what is wrong with it
   */
  public static PriceTable parse(String csv) {
    Map<String, NavigableMap<LocalDate, Price>> prices = new LinkedHashMap<>();
    boolean headerSeen = false;
    int number = 0;
    for (String line : withoutByteOrderMark(csv).lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (headerSeen) {
        add(prices, PriceLine.parse(number, line));
      } else if (!line.strip().equals(HEADER)) {
        throw new IllegalArgumentException(
            "prices, line " + number + ": '" + line + "' must be the header " + HEADER);
      }
      headerSeen = true;
    }
    if (prices.isEmpty()) {
      throw new IllegalArgumentException(
          "prices: the table has no prices; expected " + HEADER + " and lines below");
    }
    return new PriceTable(prices, fingerprint(csv));
  }

  /** Spreadsheets begin a CSV file with one. */
  private static String withoutByteOrderMark(String csv) {
    return csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
  }

  private static void add(Map<String, NavigableMap<LocalDate, Price>> prices, PriceLine line) {
    Price previous = prices
        .computeIfAbsent(line.model(), model -> new TreeMap<>())
        .put(line.validFrom(), line.price());
    if (previous != null) {
      throw new IllegalArgumentException("prices, line " + line.number() + ": " + line.model()
          + " has a price from " + line.validFrom() + " already");
    }
  }

  /**
   * The price in force.
   *
   * @param model exactly as the host names it
   * @param at when the request began
   * @return empty if the table does not have the model, or not yet at that time
   */
  public Optional<Price> price(String model, Instant at) {
    NavigableMap<LocalDate, Price> ofModel = prices.get(model);
    if (ofModel == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(ofModel.floorEntry(LocalDate.ofInstant(at, ZoneOffset.UTC)))
        .map(Map.Entry::getValue);
  }

  /**
   * Tells one table from another.
   *
   * @return the first 12 hexadecimal digits of the text's SHA-256
   */
  public String version() {
    return version;
  }

  /**
   * How many models have a price.
   *
   * @return 1 or more
   */
  public int modelCount() {
    return prices.size();
  }

  private static String fingerprint(String csv) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(csv.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
