package io.github.llmmetrics.examples.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows which customer an API key belongs to. Only the keys' hashes are kept, and a key goes nowhere else: not into a
 * label, not into a log. Immutable and thread-safe.
 */
final class Customers {

  private static final String BEARER = "Bearer ";

  private final Map<String, String> customerByHash;

  private Customers(Map<String, String> customerByHash) {
    this.customerByHash = customerByHash;
  }

  /** Reads {@code api-keys.csv}: the SHA-256 of a key, and its customer. */
  static Customers load() {
    return new Customers(Resources.text("api-keys.csv")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> List.of(line.split(",", -1)))
        .collect(Collectors.toUnmodifiableMap(line -> line.get(0), line -> line.get(1))));
  }

  Set<String> all() {
    return new TreeSet<>(customerByHash.values());
  }

  /**
   * The customer of a request: the one whose key was sent, else the one that the client names. A key that is not known
   * counts as none, as clients of local servers send any.
   *
   * @return null for an anonymous request
   */
  @Nullable
  String customerOf(@Nullable String authorization, @Nullable String user) {
    String byKey = authorization == null || !authorization.startsWith(BEARER)
        ? null
        : customerByHash.get(sha256(authorization.substring(BEARER.length()).strip()));
    return byKey == null ? user : byKey;
  }

  /** Keys are long and random, so a plain hash does; passwords would need a slow one. */
  private static String sha256(String key) {
    try {
      byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
