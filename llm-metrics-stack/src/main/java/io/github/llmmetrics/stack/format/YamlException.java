package io.github.llmmetrics.stack.format;

/** A text that is no YAML. Its message names the line. */
public final class YamlException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  YamlException(String message, Throwable cause) {
    super(message, cause);
  }
}
