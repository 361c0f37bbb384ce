package io.github.llmmetrics.gpu;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one scrape of another JVM said.
 *
 * @param text in Prometheus' text format
 */
record Exposition(String text) {

  private static final String ERRORS = "llm_gpu_poll_errors_total";
  private static final Pattern REASON = Pattern.compile("reason=\"([^\"]*)\"");

  /** The text with the two values that differ from poll to poll left out. */
  String withoutTimes() {
    return text.replaceAll(
        "(?m)^(llm_gpu_poll_duration_seconds|llm_gpu_last_poll_timestamp_seconds) .*$",
        "$1 (varies)");
  }

  /** The value of each series, by name and labels. */
  Map<String, Double> series() {
    Map<String, Double> series = new TreeMap<>();
    for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
      int space = line.lastIndexOf(' ');
      series.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
    }
    return series;
  }

  /** The series of one device. */
  Map<String, Double> device(int gpu) {
    Map<String, Double> series = series();
    series.keySet().removeIf(name -> !name.contains("gpu_id=\"" + gpu + "\""));
    return series;
  }

  /** The series of one device, each without the name's prefix and the label that names the device. */
  Map<String, Double> readings(int gpu) {
    Map<String, Double> readings = new TreeMap<>();
    device(gpu)
        .forEach((name, value) -> readings.put(
            name.replace("llm_gpu_", "")
                .replace("{gpu_id=\"" + gpu + "\"}", "")
                .replaceFirst(",gpu_id=\"" + gpu + "\"|gpu_id=\"" + gpu + "\",", ""),
            value));
    return readings;
  }

  /** The calls that failed, by reason; without those reasons that are 0. */
  Map<String, Double> errors() {
    Map<String, Double> errors = new TreeMap<>();
    series().forEach((name, value) -> {
      Matcher reason = REASON.matcher(name);
      if (name.startsWith(ERRORS) && value > 0 && reason.find()) {
        errors.put(reason.group(1), value);
      }
    });
    return errors;
  }
}
