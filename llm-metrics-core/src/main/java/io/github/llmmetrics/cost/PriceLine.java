package io.github.llmmetrics.cost;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** One line of a price table. */
record PriceLine(int number, String model, LocalDate validFrom, Price price) {

  static PriceLine parse(int number, String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != 5) {
      throw wrong(
          number,
          "'" + line + "' has " + fields.length + " fields, not the 5 of " + PriceTable.HEADER,
          null);
    }
    String model = fields[0].strip();
    if (model.isEmpty()) {
      throw wrong(number, "model: must not be empty", null);
    }
    LocalDate validFrom = day(number, fields[1]);
    double prompt = dollars(number, "prompt", fields[2]);
    double cached = fields[3].isBlank() ? prompt : dollars(number, "cached_prompt", fields[3]);
    double completion = dollars(number, "completion", fields[4]);
    return new PriceLine(number, model, validFrom, new Price(prompt, cached, completion));
  }

  private static LocalDate day(int number, String field) {
    try {
      return LocalDate.parse(field.strip());
    } catch (DateTimeParseException e) {
      throw wrong(number, "valid_from: '" + field + "' must be a day such as 2026-01-31", e);
    }
  }

  private static double dollars(int number, String name, String field) {
    try {
      return Price.check(name, Double.parseDouble(field.strip()));
    } catch (NumberFormatException e) {
      throw wrong(number, name + ": '" + field + "' must be dollars per million tokens", e);
    } catch (IllegalArgumentException e) {
      throw wrong(number, String.valueOf(e.getMessage()), e);
    }
  }

  private static IllegalArgumentException wrong(
      int number, String what, @Nullable Exception cause) {
    return new IllegalArgumentException("prices, line " + number + ": " + what, cause);
  }
}
