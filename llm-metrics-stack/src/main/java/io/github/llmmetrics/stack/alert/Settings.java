package io.github.llmmetrics.stack.alert;

/** The one form in which a setting is refused. */
final class Settings {

  private Settings() {}

  static void require(boolean isLegal, String setting, Object value, String range) {
    if (!isLegal) {
      throw new IllegalArgumentException(setting + ": " + value + " must be " + range);
    }
  }
}
