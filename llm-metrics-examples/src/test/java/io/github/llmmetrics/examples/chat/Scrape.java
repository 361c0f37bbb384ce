package io.github.llmmetrics.examples.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scrape said. */
public record Scrape(String text, List<Sample> samples) {

  private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(\\{.*})? (\\S+)");

  /** One line of it. */
  public record Sample(String name, String labels, double value) {}

  public static Scrape of(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        String labels = sample.group(2) == null ? "" : sample.group(2);
        samples.add(new Sample(
            sample.group(1),
            labels,
            Double.parseDouble(sample.group(3).replace("+Inf", "Infinity"))));
      }
    }
    return new Scrape(text, samples);
  }

  /** The sum of the series of a name that have all these labels, each given as {@code name=value}. */
  public double sum(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name) && has(sample, labels))
        .mapToDouble(Sample::value)
        .sum();
  }

  public boolean has(String name, String... labels) {
    return samples.stream().anyMatch(sample -> sample.name().equals(name) && has(sample, labels));
  }

  private static boolean has(Sample sample, String... labels) {
    for (String label : labels) {
      String quoted = label.replaceFirst("=", "=\"") + '"';
      if (!sample.labels().contains('{' + quoted) && !sample.labels().contains(',' + quoted)) {
        return false;
      }
    }
    return true;
  }
}
