package io.github.llmmetrics.stack.secret;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file with a secret: a key, a password, or an address that must not be known.
 *
 * <p>What somebody pasted here in its place is refused, and not shown: such a message ends up in a log.
 *
 * @param path begins with {@code /}, {@code ./} or {@code ../}
 */
public record SecretFile(String path) {

  /** A key of letters, digits and the signs of Base64 is none, but for one in 64 that begins with a slash. */
  private static final Pattern FORM = Pattern.compile("(/|\\.\\.?/)[^\\s\\p{Cntrl}?#=&:]+");

  /** More than this no name has, and most keys. */
  private static final int LONGEST_NAME = 64;

  /**
   * Checks that it is a path, and nothing that looks like a secret.
   *
   * @param path begins with {@code /}, {@code ./} or {@code ../}
   */
  public SecretFile {
    if (!FORM.matcher(path).matches() || hasLongName(path)) {
      throw new IllegalArgumentException(
          "must be the path of a file that holds the secret, and begin with / or ./"
              + " (what it was is not shown, as it may be the secret)");
    }
  }

  private static boolean hasLongName(String path) {
    for (Path name : Path.of(path)) {
      if (name.toString().length() > LONGEST_NAME) {
        return true;
      }
    }
    return false;
  }

  /**
   * The path.
   *
   * @return as other programs read it
   */
  @Override
  public String toString() {
    return path;
  }
}
