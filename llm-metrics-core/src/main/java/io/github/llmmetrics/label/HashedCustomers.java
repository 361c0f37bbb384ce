package io.github.llmmetrics.label;

import io.github.llmmetrics.internal.SettingRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Each by a pseudonym. */
final class HashedCustomers implements CustomerPolicy {

  static final SettingRange<Duration> EPOCH =
      new SettingRange<>(Duration.ofHours(1), Duration.ofDays(366));

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_KEY_BYTES = 16;
  private static final int PSEUDONYM_BYTES = 8;

  private final SecretKeySpec key;
  private final @Nullable Duration epoch;

  private HashedCustomers(SecretKeySpec key, @Nullable Duration epoch) {
    this.key = key;
    this.epoch = epoch;
  }

  static HashedCustomers of(Path keyFile, @Nullable Duration epoch) {
    byte[] bytes = withoutNewline(read(Objects.requireNonNull(keyFile, "customerPolicy keyFile")));
    if (bytes.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException("customerPolicy keyFile: " + keyFile + " has "
          + bytes.length + " bytes, and must have " + MIN_KEY_BYTES + " or more");
    }
    return new HashedCustomers(new SecretKeySpec(bytes, ALGORITHM), epoch);
  }

  private static byte[] read(Path keyFile) {
    try {
      return Files.readAllBytes(keyFile);
    } catch (IOException e) {
      throw new UncheckedIOException("customerPolicy keyFile: " + keyFile + " cannot be read", e);
    }
  }

  private static byte[] withoutNewline(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
      length--;
    }
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String label(String customerId, InstantSource clock) {
    try {
      // A new one each time: threads cannot share one, and there are too many virtual threads for
      // one each.
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(ByteBuffer.allocate(Long.BYTES).putLong(epochNumber(clock)).flip());
      byte[] hash = mac.doFinal(customerId.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, PSEUDONYM_BYTES);
    } catch (GeneralSecurityException e) {
      // Every Java has it. A request must not fail, nor the id be shown, should one lose it.
      return LabelGuard.OTHER;
    }
  }

  private long epochNumber(InstantSource clock) {
    return epoch == null ? 0 : Math.floorDiv(clock.millis(), epoch.toMillis());
  }
}
