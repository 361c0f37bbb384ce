package io.github.llmmetrics.stack.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads YAML that a person wrote. */
public final class YamlReader {

  private static final LoadSettings SETTINGS = LoadSettings.builder().build();

  private YamlReader() {}

  /**
   * All documents of a text.
   *
   * @param yaml the text
   * @return maps, lists, texts, numbers, booleans, and null for an empty document
   * @throws YamlException if it is no YAML
   */
  public static List<Object> documents(String yaml) {
    return read(() -> {
      List<Object> documents = new ArrayList<>();
      new Load(SETTINGS).loadAllFromString(yaml).forEach(documents::add);
      return documents;
    });
  }

  /**
   * The only document of a text, as nodes that know their lines.
   *
   * @param yaml the text
   * @return empty if there is none
   * @throws YamlException if it is no YAML
   */
  public static Optional<Node> node(String yaml) {
    return read(() -> {
      StreamReader reader = new StreamReader(SETTINGS, yaml);
      return new Composer(SETTINGS, new ParserImpl(SETTINGS, reader)).getSingleNode();
    });
  }

  private static <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (MarkedYamlEngineException e) {
      String line =
          e.getProblemMark().map(m -> "line " + (m.getLine() + 1) + ": ").orElse("");
      throw new YamlException(line + "no YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new YamlException("no YAML: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      // The library knows no limit.
      throw new YamlException("no YAML: nested too deep", e);
    }
  }
}
