package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.stack.secret.SecretFile;
import io.github.llmmetrics.stack.suggest.NearestName;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a settings file. Every refusal names the key and its line. */
final class Section {

  private final String path;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines;

  private Section(String path, int line, Map<String, Integer> lines) {
    this.path = path;
    this.line = line;
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
    Section section = new Section(path, line(node), lines);
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

  /** A list of mappings; empty where the key is left out. */
  Optional<List<Section>> sections(String key, List<String> legalKeys) {
    return value(key)
        .map(node -> items(node, name(key), "a list of mappings")
            .map(item -> read(item, name(key), legalKeys, lines))
            .toList());
  }

  /** What is made of this section. A refusal that does not know where the value stood is told it. */
  <T> T checked(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (SettingsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      String whole = message.startsWith(path + ".") ? message : name(message);
      String key = whole.substring(path.length() + 1).split("[.:]", 2)[0];
      int line = value(key).map(Section::line).orElse(this.line);
      throw new SettingsException("line " + line + ": " + whole, e);
    }
  }

  /** The path of a file with a secret. What stands there is never shown. */
  Optional<SecretFile> secretFile(String key) {
    return value(key).map(node -> {
      try {
        return new SecretFile(scalar(node, name(key), "the path of a file"));
      } catch (SettingsException e) {
        throw e;
      } catch (IllegalArgumentException e) {
        throw new SettingsException(
            "line " + line(node) + ": " + name(key) + " " + e.getMessage(), e);
      }
    });
  }

  /** One of some words. */
  <T> Optional<T> word(String key, Map<String, T> words) {
    return value(key).map(node -> word(node, name(key), words));
  }

  /** A list of them. */
  <T> Optional<List<T>> words(String key, Map<String, T> words) {
    return value(key)
        .map(node -> items(node, name(key), "a list of words")
            .map(item -> word(item, name(key), words))
            .toList());
  }

  private static <T> T word(Node node, String name, Map<String, T> words) {
    String text = scalar(node, name, "a word");
    return Optional.ofNullable(words.get(text))
        .orElseThrow(() -> new SettingsException("line " + line(node) + ": " + name
            + ": there is no " + text + ": " + NearestName.hint(text, words.keySet())));
  }

  /** An address that may hold a secret by mistake, so that it is not shown where it cannot be read. */
  Optional<URI> secretAddress(String key) {
    return value(key).map(node -> {
      try {
        return URI.create(scalar(node, name(key), "a URL"));
      } catch (SettingsException e) {
        throw e;
      } catch (IllegalArgumentException e) {
        // Without the cause, whose message holds the address.
        throw refused(node, name(key), "a URL");
      }
    });
  }

  /** A refusal of the whole section. */
  SettingsException refused(String form) {
    return new SettingsException("line " + line + ": " + path + " must be " + form);
  }

  /** What must be there. */
  <T> T required(String key, Optional<T> value) {
    return value.orElseThrow(
        () -> new SettingsException("line " + line + ": " + name(key) + " is missing"));
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

  /** A time of day; 24:00 is midnight. */
  Optional<LocalTime> time(String key) {
    return read(key, "a time such as \"02:30\"", text -> {
      try {
        return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(e);
      }
    });
  }

  /** A time zone. */
  Optional<ZoneId> zone(String key) {
    return read(key, "a region such as Europe/Berlin, or UTC", text -> {
      try {
        return text.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(e);
      }
    });
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
    return value(key)
        .map(node -> items(node, name(key), "a list of texts")
            .map(item -> scalar(item, name(key), "a list of texts"))
            .toList());
  }

  /** A mapping of any names to texts, in its order. */
  Optional<Map<String, String>> textsByName(String key) {
    return value(key).map(node -> {
      if (!(node instanceof MappingNode mapping)) {
        throw refused(node, name(key), "a mapping of names and texts");
      }
      Map<String, String> texts = new LinkedHashMap<>();
      for (NodeTuple entry : mapping.getValue()) {
        String name = scalar(entry.getKeyNode(), name(key), "a mapping of names and texts");
        String text = scalar(entry.getValueNode(), name(key) + "." + name, "a text");
        if (texts.put(name, text) != null) {
          throw new SettingsException("line " + line(entry.getKeyNode()) + ": " + name(key) + "."
              + name + " is there twice");
        }
      }
      return texts;
    });
  }

  private static Stream<Node> items(Node node, String name, String form) {
    if (!(node instanceof SequenceNode sequence)) {
      throw refused(node, name, form);
    }
    return sequence.getValue().stream();
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
