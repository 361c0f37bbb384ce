package io.github.llmmetrics.stack.alert;

import java.net.URI;
import java.util.Locale;

/** The one form in which a setting is refused. */
public final class Settings {

  private Settings() {}

  /**
   * Refuses a value.
   *
   * @param isLegal false to refuse it
   * @param setting its name
   * @param value what it was to be
   * @param range what it may be
   * @throws IllegalArgumentException that names setting, value and range
   */
  public static void require(boolean isLegal, String setting, Object value, String range) {
    if (!isLegal) {
      throw new IllegalArgumentException(setting + ": " + value + " must be " + range);
    }
  }

  /** Refuses an owner that a rule file cannot have as a label: Prometheus expands the templates in it. */
  static void requireOwner(String setting, String owner) {
    require(
        !owner.isBlank()
            && !owner.contains("{{")
            && owner.chars().noneMatch(Character::isISOControl),
        setting,
        owner,
        "a name, without line breaks and templates");
  }

  /**
   * Refuses an address that nobody can click on.
   *
   * @param setting its name
   * @param address what it was to be
   * @throws IllegalArgumentException unless it is http or https and has a host
   */
  public static void requireWebAddress(String setting, URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    require(
        (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null,
        setting,
        address,
        "an http or https URL");
  }
}
