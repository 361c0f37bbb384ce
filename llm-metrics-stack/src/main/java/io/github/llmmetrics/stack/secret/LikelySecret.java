package io.github.llmmetrics.stack.secret;

import java.net.URI;
import java.util.regex.Pattern;

/** What looks like a secret although it stands where none should. */
public final class LikelySecret {

  /**
   * Letters and digits mixed, too long for a word with a number; a UUID; or longer than words are. Random text of 24 signs or more is
   * one of these but once in a hundred times.
   */
  private static final Pattern KEY =
      Pattern.compile("(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{16,}"
          + "|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
          + "|[A-Za-z0-9]{32,}");

  /** Those who give out addresses that nobody else may know. */
  private static final Pattern HOST =
      Pattern.compile("hooks\\.slack\\.com|discord(app)?\\.com|.*\\.webhook\\.office\\.com");

  private LikelySecret() {}

  /**
   * Whether whoever knows an address may use it, as nobody else asks who comes.
   *
   * @param address a web address
   * @return true where it has a user, a password, a query, or a path with what looks like a key, as Slack's webhooks have
   */
  public static boolean isIn(URI address) {
    return address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || (address.getHost() != null && HOST.matcher(address.getHost()).matches())
        || (address.getRawPath() != null && KEY.matcher(address.getRawPath()).find());
  }
}
