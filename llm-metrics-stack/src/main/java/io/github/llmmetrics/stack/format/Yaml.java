package io.github.llmmetrics.stack.format;

import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * YAML as YAML 1.1 and 1.2 both read it: a string that one of them would take for something else ({@code on}, {@code 12:30},
 * {@code 010}) is quoted, and one of several lines is written as it is.
 */
public final class Yaml {

  /** What no version of YAML takes for anything but a string, but for the words below. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*|[0-9]+[smhd]");

  private static final Pattern WORD_WITH_MEANING =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");

  /** Line breaks in YAML 1.1 and not in 1.2, which is why nothing may hold one. */
  private static final Pattern UNICODE_LINE_BREAK = Pattern.compile("[\\x85\\u2028\\u2029]");

  private static final DumpSettings SETTINGS = DumpSettings.builder()
      .setDefaultFlowStyle(FlowStyle.BLOCK)
      .setIndicatorIndent(2)
      .setIndentWithIndicator(true)
      .setWidth(Integer.MAX_VALUE)
      .setSplitLines(false)
      .build();

  private Yaml() {}

  /**
   * Writes a document.
   *
   * @param document maps, lists, strings, numbers and booleans
   * @return its text, ending with a line break
   * @throws IllegalArgumentException if a string has one of Unicode's own line breaks
   */
  public static String text(Map<String, ?> document) {
    return new Dump(SETTINGS, new Representer()).dumpToString(document);
  }

  private static final class Representer extends StandardRepresenter {

    Representer() {
      super(SETTINGS);
    }

    @Override
    protected Node representScalar(Tag tag, String value, ScalarStyle style) {
      if (!tag.equals(Tag.STR)) {
        return super.representScalar(tag, value, style);
      }
      return super.representScalar(tag, value, style(value));
    }

    private static ScalarStyle style(String value) {
      if (UNICODE_LINE_BREAK.matcher(value).find()) {
        throw new IllegalArgumentException("no YAML: a line break of Unicode in: " + value);
      }
      if (value.indexOf('\n') >= 0) {
        return ScalarStyle.LITERAL;
      }
      if (PLAIN.matcher(value).matches() && !WORD_WITH_MEANING.matcher(value).matches()) {
        return ScalarStyle.PLAIN;
      }
      return value.indexOf('"') >= 0 ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.DOUBLE_QUOTED;
    }
  }
}
