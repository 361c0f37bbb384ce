package io.github.llmmetrics.stack.secret;

import io.github.llmmetrics.stack.alert.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a program shows another one who it is, by HTTP.
 *
 * @param user for basic authentication; empty for a bearer token
 * @param file with the password, or the token
 */
public record Credentials(Optional<String> user, SecretFile file) {

  /**
   * Checks the user.
   *
   * @param user not blank, without a colon
   * @param file with the password, or the token
   */
  public Credentials {
    user.ifPresent(name -> Settings.require(
        !name.isBlank() && name.indexOf(':') < 0, "user", name, "a name without a colon"));
  }

  /**
   * A bearer token.
   *
   * @param file with the token
   * @return credentials without a user
   */
  public static Credentials token(SecretFile file) {
    return new Credentials(Optional.empty(), file);
  }

  /**
   * The keys that Prometheus and Alertmanager have for it in each HTTP client's configuration.
   *
   * @return keys and values, in their order
   */
  public Map<String, Object> tree() {
    return user.map(this::basic)
        .orElseGet(() -> Map.of("authorization", Map.of("credentials_file", file.path())));
  }

  private Map<String, Object> basic(String name) {
    Map<String, Object> login = new LinkedHashMap<>();
    login.put("username", name);
    login.put("password_file", file.path());
    return Map.of("basic_auth", login);
  }
}
