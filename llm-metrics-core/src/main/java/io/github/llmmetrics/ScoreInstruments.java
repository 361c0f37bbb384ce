package io.github.llmmetrics;

import io.github.llmmetrics.instrument.GaugeFamily;
import io.github.llmmetrics.instrument.HistogramCell;
import io.github.llmmetrics.instrument.HistogramFamily;
import io.github.llmmetrics.internal.NanoClock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Scores as a histogram, which aggregates, and as a gauge with their recent mean, which a person can read. */
final class ScoreInstruments {

  private final HistogramFamily scores;
  private final GaugeFamily mean;
  private final NanoClock clock;
  private final Map<List<String>, Cells> cells = new ConcurrentHashMap<>();

  ScoreInstruments(HistogramFamily scores, GaugeFamily mean, NanoClock clock) {
    this.scores = scores;
    this.mean = mean;
    this.clock = clock;
  }

  /** Both labels must be admitted, so that the map is as small as the caps. */
  void observe(String model, String by, double score) {
    List<String> key = List.of(model, by);
    Cells found = cells.get(key);
    if (found == null) {
      found = create(key, model, by);
    }
    found.scores.observe(score);
    found.window.add(score);
  }

  private Cells create(List<String> key, String model, String by) {
    Cells created = new Cells(scores.cell(model, by), new ScoreWindow(clock));
    Cells existing = cells.putIfAbsent(key, created);
    if (existing != null) {
      return existing;
    }
    mean.cell(model, by).compute(created.window::mean);
    return created;
  }

  private record Cells(HistogramCell scores, ScoreWindow window) {}
}
