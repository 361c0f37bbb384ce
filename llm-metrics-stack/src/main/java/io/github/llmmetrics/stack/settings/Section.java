package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.stack.suggest.NearestName;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a settings file. Every refusal names the key and its line. */
final class Section {

  private final String path;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines;

  private Section(String path, Map<String, Integer> lines) {
    this.path = path;
    this.lines = lines;
  }

  /** The top of a document. Records in which line each setting is. */
  static Section root(Node node, List<String> legalKeys, Map<String, Integer> lines) {
    return read(node, "", legalKeys, lines);
  }

  private static Section read(
      Node node, String path, List<String> legalKeys, Map<String, Integer> lines) {
    if (!(node instanceof MappingNode mapping)) {
      throw refused(node, path.isEmpty() ? "the document" : path, "a mapping of keys and values");
    }
    Section section = new Section(path, lines);
    for (NodeTuple entry : mapping.getValue()) {
      section.add(entry, legalKeys);
    }
    return section;
  }

  private void add(NodeTuple entry, List<String> legalKeys) {
    String key = scalar(entry.getKeyNode(), "a key", "a word");
    int line = line(entry.getKeyNode());
    if (!legalKeys.contains(key)) {
      throw new SettingsException(
          "line " + line + ": unknown key " + name(key) + ": " + NearestName.hint(key, legalKeys));
    }
    if (values.put(key, entry.getValueNode()) != null) {
      throw new SettingsException("line " + line + ": " + name(key) + " is there twice");
    }
    lines.put(name(key), line);
  }

  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  Optional<Section> section(String key, List<String> legalKeys) {
    return value(key).map(node -> read(node, name(key), legalKeys, lines));
  }

  Optional<String> text(String key) {
    return read(key, "a text", Function.identity());
  }

  Optional<Double> number(String key) {
    return read(key, "a number", Double::valueOf);
  }

  Optional<Integer> integer(String key) {
    return read(key, "a whole number", Integer::valueOf);
  }

  Optional<URI> address(String key) {
    return read(key, "a URL", URI::create);
  }

  Optional<Duration> duration(String key) {
    return read(key, "a duration such as 30s, 5m, 1h or 7d", DurationText::parse);
  }

  Optional<Boolean> flag(String key) {
    return read(key, "true or false", text -> switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    });
  }

  Optional<List<String>> texts(String key) {
    return value(key).map(node -> {
      if (!(node instanceof SequenceNode sequence)) {
        throw refused(node, name(key), "a list of texts");
      }
      List<String> texts = new ArrayList<>();
      sequence.getValue().forEach(item -> texts.add(scalar(item, name(key), "a list of texts")));
      return texts;
    });
  }

  private Optional<Node> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private <T> Optional<T> read(String key, String form, Function<String, T> parse) {
    return value(key).map(node -> {
      String text = scalar(node, name(key), form);
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new SettingsException(
            "line " + line(node) + ": " + name(key) + ": " + text + " must be " + form, e);
      }
    });
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String scalar(Node node, String name, String form) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw refused(node, name, form);
  }

  private static SettingsException refused(Node node, String name, String form) {
    return new SettingsException("line " + line(node) + ": " + name + " must be " + form);
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
