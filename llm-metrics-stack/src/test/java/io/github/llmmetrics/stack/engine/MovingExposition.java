package io.github.llmmetrics.stack.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An exposition whose counters and histograms grow by their first values at each scrape; gauges stay. */
final class MovingExposition implements Supplier<String> {

  private final String first;
  private final AtomicInteger scrapes = new AtomicInteger();

  MovingExposition(String first) {
    this.first = first;
  }

  @Override
  public String get() {
    int factor = scrapes.incrementAndGet();
    String type = "";
    StringBuilder text = new StringBuilder();
    for (String line : first.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        type = line.substring(line.lastIndexOf(' ') + 1);
      }
      text.append(type.equals("gauge") || line.startsWith("#") ? line : times(line, factor))
          .append('\n');
    }
    return text.toString();
  }

  private static String times(String line, int factor) {
    int space = line.lastIndexOf(' ');
    return line.substring(0, space + 1) + Double.parseDouble(line.substring(space + 1)) * factor;
  }
}
