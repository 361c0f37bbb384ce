package io.github.llmmetrics.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {

  private static final String HEADER = "model,valid_from,prompt,cached_prompt,completion\n";
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void parse_readsPricesCommentsAndBlankLines() {
    PriceTable table = PriceTable.parse("""
        # our prices

        model,valid_from,prompt,cached_prompt,completion
        # a model
        llama-3-8b , 2026-01-01 , 0.10 , 0.05 , 0.30
        other/model:v2,2026-01-01,1,,2.5e0

        """);

    assertThat(table.price("llama-3-8b", MARCH)).contains(new Price(0.10, 0.05, 0.30));
    assertThat(table.price("other/model:v2", MARCH)).contains(new Price(1, 1, 2.5));
    assertThat(table.modelCount()).isEqualTo(2);
  }

  @Test
  void parse_readsWindowsLines() {
    PriceTable table = PriceTable.parse((HEADER + "m,2026-01-01,1,2,3\n").replace("\n", "\r\n"));

    assertThat(table.price("m", MARCH)).contains(new Price(1, 2, 3));
  }

  @Test
  void parse_readsWhatASpreadsheetSaved() {
    PriceTable table = PriceTable.parse("\uFEFF" + HEADER + "m,2026-01-01,1,2,3\n");

    assertThat(table.price("m", MARCH)).contains(new Price(1, 2, 3));
  }

  @Test
  void load_readsAFile(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("prices.csv"), HEADER + "modèle,2026-01-01,1,2,3\n");

    assertThat(PriceTable.load(file).price("modèle", MARCH)).contains(new Price(1, 2, 3));
  }

  @Test
  void load_ofAFileThatIsNotUtf8_isRefused(@TempDir Path folder) throws IOException {
    Path file = Files.write(
        folder.resolve("prices.csv"),
        (HEADER + "modèle,2026-01-01,1,2,3\n").getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> PriceTable.load(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("prices: cannot read " + file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m,2026-01-01,1,2 | prices, line 3: 'm,2026-01-01,1,2' has 4 fields, not the 5 of"
            + " model,valid_from,prompt,cached_prompt,completion",
        "m,2026-01-01,1,2,3,4 | prices, line 3: 'm,2026-01-01,1,2,3,4' has 6 fields, not the 5 of"
            + " model,valid_from,prompt,cached_prompt,completion",
        "' ,2026-01-01,1,2,3' | prices, line 3: model: must not be empty",
        "m,01.01.2026,1,2,3 | prices, line 3: valid_from: '01.01.2026' must be a day such as 2026-01-31",
        "m,2026-02-30,1,2,3 | prices, line 3: valid_from: '2026-02-30' must be a day such as 2026-01-31",
        "m,2026-01-01,x,2,3 | prices, line 3: prompt: 'x' must be dollars per million tokens",
        "m,2026-01-01,,2,3 | prices, line 3: prompt: '' must be dollars per million tokens",
        "m,2026-01-01,-1,2,3 | prices, line 3: prompt: -1.0 must be 0 or more dollars per million tokens",
        "m,2026-01-01,1,$2,3 | prices, line 3: cached_prompt: '$2' must be dollars per million tokens",
        "m,2026-01-01,1,-2,3 | prices, line 3: cached_prompt: -2.0 must be 0 or more dollars per million tokens",
        "m,2026-01-01,1,2,NaN | prices, line 3: completion: NaN must be 0 or more dollars per million tokens",
        "m,2026-01-01,1,2,1e999 | prices, line 3: completion: Infinity must be 0 or more dollars per million tokens",
        "a,2026-01-01,1,2,3 | prices, line 3: a has a price from 2026-01-01 already",
      })
  void parse_ofAWrongLine_saysWhichAndWhy(String line, String message) {
    String csv = HEADER + "a,2026-01-01,1,2,3\n" + line + "\n";

    assertThatThrownBy(() -> PriceTable.parse(csv))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void parse_withoutTheHeader_isRefused() {
    assertThatThrownBy(() -> PriceTable.parse("# x\nm,2026-01-01,1,2,3\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prices, line 2: 'm,2026-01-01,1,2,3' must be the header"
            + " model,valid_from,prompt,cached_prompt,completion");
  }

  @ParameterizedTest
  @CsvSource({"''", "'# nothing'", "'model,valid_from,prompt,cached_prompt,completion'"})
  void parse_withoutPrices_isRefused(String csv) {
    assertThatThrownBy(() -> PriceTable.parse(csv))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prices: the table has no prices; expected"
            + " model,valid_from,prompt,cached_prompt,completion and lines below");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-31T23:59:59.999Z,",
    "2026-01-01T00:00:00Z,1",
    "2026-06-30T23:59:59.999Z,1",
    "2026-07-01T00:00:00Z,2",
    "2026-07-01T01:30:00+02:00,1",
    "2030-01-01T00:00:00Z,2"
  })
  void price_isThatOfTheDayInUtc(String at, Double prompt) {
    PriceTable table = PriceTable.parse(HEADER + "m,2026-07-01,2,2,2\n" + "m,2026-01-01,1,1,1\n");
    Instant instant = OffsetDateTime.parse(at).toInstant();

    assertThat(table.price("m", instant).map(Price::prompt).orElse(null)).isEqualTo(prompt);
  }

  @ParameterizedTest
  @CsvSource({"M", "m2", "' m'", "''", "provider/m"})
  void price_ofANearMatch_isNone(String model) {
    assertThat(PriceTable.parse(HEADER + "m,2026-01-01,1,1,1\n").price(model, MARCH))
        .isEmpty();
  }

  @Test
  void version_tellsTextsApart() {
    PriceTable one = PriceTable.parse(HEADER + "m,2026-01-01,1,1,1\n");
    PriceTable same = PriceTable.parse(HEADER + "m,2026-01-01,1,1,1\n");
    PriceTable other = PriceTable.parse(HEADER + "m,2026-01-01,1,1,2\n");

    assertThat(one.version()).matches("[0-9a-f]{12}").isEqualTo(same.version());
    assertThat(one.version()).isNotEqualTo(other.version());
  }

  @Test
  void cost_pricesEachTokenOnce() {
    Price price = new Price(100, 10, 1_000);

    assertThat(price.cost(1_000, 400, 50))
        .isCloseTo((600 * 100 + 400 * 10 + 50 * 1_000) / 1e6, within(1e-15));
    assertThat(price.cost(0, 0, 0)).isZero();
    assertThat(price.cost(5, 5, 0)).isCloseTo(50e-6, within(1e-15));
  }
}
