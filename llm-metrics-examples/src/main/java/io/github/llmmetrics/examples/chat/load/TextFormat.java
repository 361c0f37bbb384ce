package io.github.llmmetrics.examples.chat.load;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A reader of one line of the Prometheus text format: {@code name{label="value",…} value}. A time stamp or an exemplar
 * after the value is left out.
 */
final class TextFormat {

  private final String line;
  private int at;

  private TextFormat(String line) {
    this.line = line;
  }

  /**
   * All samples of a scrape, in its order.
   *
   * @throws IllegalArgumentException if a line is not one of the format's
   */
  static Map<Series, Double> parse(String text) {
    Map<Series, Double> samples = new LinkedHashMap<>();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(line -> new TextFormat(line).readInto(samples));
    return samples;
  }

  private void readInto(Map<Series, Double> samples) {
    try {
      String name = upTo("{ \t");
      Map<String, String> labels = peek() == '{' ? labels() : Map.of();
      samples.put(new Series(name, labels), value());
    } catch (StringIndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException("not a line of the text format: " + line, e);
    }
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    at++;
    skip(" ,");
    while (peek() != '}') {
      String name = upTo("= ");
      skip(" =");
      labels.put(name, quoted());
      skip(" ,");
    }
    at++;
    return labels;
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (peek() != '"') {
      value.append(peek() == '\\' ? escaped() : peek());
      at++;
    }
    at++;
    return value.toString();
  }

  private char escaped() {
    at++;
    return peek() == 'n' ? '\n' : peek();
  }

  private double value() {
    skip(" \t");
    String number = line.substring(at).split("[ \t]", 2)[0];
    return switch (number) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(number);
    };
  }

  private String upTo(String ends) {
    int start = at;
    while (ends.indexOf(peek()) < 0) {
      at++;
    }
    return line.substring(start, at);
  }

  private void skip(String characters) {
    while (characters.indexOf(peek()) >= 0) {
      at++;
    }
  }

  private char peek() {
    return line.charAt(at);
  }
}
