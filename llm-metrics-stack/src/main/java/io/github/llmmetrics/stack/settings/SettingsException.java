package io.github.llmmetrics.stack.settings;

/** A settings file that cannot be used. Its message is for the person who wrote the file, and names the line. */
public final class SettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }

  SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
