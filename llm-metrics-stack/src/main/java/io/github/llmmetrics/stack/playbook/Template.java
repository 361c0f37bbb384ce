package io.github.llmmetrics.stack.playbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text written by hand, with places for what is generated: <code>{{…}}</code>.
 *
 * @param file its name, below this package's resources
 * @param text as it is written
 */
record Template(String file, String text) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");

  static Template read(String file) {
    try (InputStream resource = Template.class.getResourceAsStream(file)) {
      if (resource == null) {
        throw new IllegalArgumentException("no playbook text: " + file);
      }
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return new Template(file, text.strip());
    } catch (IOException e) {
      throw new UncheckedIOException("playbook text: " + file, e);
    }
  }

  /** The text with every place filled; the values are asked for by what stands between the braces. */
  String fill(UnaryOperator<String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
  }

  private String value(MatchResult place, UnaryOperator<String> values) {
    try {
      return values.apply(place.group(1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + place.group() + ": " + e.getMessage(), e);
    }
  }
}
