package io.github.llmmetrics.stack.engine;

import io.github.llmmetrics.catalogue.MetricDefinition;
import java.util.List;
import java.util.stream.Stream;

/** An engine or exporter that is not ours: what it feeds of the catalogue, and what it does not. Immutable. */
public final class Engine {

  private final String name;
  private final String title;
  private final List<LabelChange> labels;
  private final List<Mapping> mappings;
  private final List<Gap> gaps;

  Engine(
      String name, String title, List<LabelChange> labels, List<Mapping> mappings, List<Gap> gaps) {
    this.name = name;
    this.title = title;
    this.labels = List.copyOf(labels);
    this.mappings = List.copyOf(mappings);
    this.gaps = List.copyOf(gaps);
  }

  /**
   * Its name in settings, in file names and in the label {@code engine}.
   *
   * @return for example {@code vllm}
   */
  public String name() {
    return name;
  }

  /**
   * Its name for a reader.
   *
   * @return for example {@code vLLM}
   */
  public String title() {
    return title;
  }

  /**
   * The metrics that it feeds.
   *
   * @return each once
   */
  public List<MetricDefinition> feeds() {
    return mappings.stream().map(Mapping::metric).distinct().toList();
  }

  /**
   * The metrics that it cannot feed.
   *
   * @return each once
   */
  public List<MetricDefinition> lacks() {
    return gaps.stream().flatMap(gap -> gap.metrics().stream()).toList();
  }

  List<Mapping> mappings() {
    return mappings;
  }

  List<Gap> gaps() {
    return gaps;
  }

  /** The rules that record what a mapping says: one for each series of its metric. */
  Stream<MappingRule> rules(Mapping mapping) {
    List<LabelChange> changes =
        Stream.concat(labels.stream(), mapping.labels().stream()).toList();
    return mapping.suffixes().stream()
        .map(suffix -> new MappingRule(name, mapping, suffix, changes));
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
