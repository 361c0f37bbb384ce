package io.github.llmmetrics.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerPolicyTest {

  private static final String KEY = "key-of-the-test-0123456789";

  private final ManualClock clock = new ManualClock();

  @TempDir
  private Path folder;

  private Path keyFile(String content) throws IOException {
    return Files.writeString(folder.resolve("key"), content);
  }

  private String label(CustomerPolicy policy, String customer) {
    return policy.label(customer, clock);
  }

  @Test
  void raw_isTheIdItself() {
    assertThat(label(CustomerPolicy.RAW, "acme")).isEqualTo("acme");
  }

  @Test
  void off_isNobody() {
    assertThat(label(CustomerPolicy.OFF, "acme")).isEqualTo("other");
  }

  @Test
  void allow_showsTheListedOnly() {
    CustomerPolicy policy = CustomerPolicy.allow(Set.of("acme"));

    assertThat(label(policy, "acme")).isEqualTo("acme");
    assertThat(label(policy, "wile")).isEqualTo("other");
  }

  @Test
  void tiers_showGroupsOnly() {
    CustomerPolicy policy = CustomerPolicy.tiers(Map.of("acme", "gold", "wile", "free"));

    assertThat(label(policy, "acme")).isEqualTo("gold");
    assertThat(label(policy, "wile")).isEqualTo("free");
    assertThat(label(policy, "gold")).isEqualTo("other");
  }

  @Test
  void allowAndTiers_ofWhatNoLabelCanBe_areRefused() {
    assertThatThrownBy(() -> CustomerPolicy.allow(Set.of("a\nb")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("customerPolicy allow: 'a\\u000ab' (3 characters) must be");
    assertThatThrownBy(() -> CustomerPolicy.tiers(Map.of("acme", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("customerPolicy tiers: '' (0 characters) must be");
  }

  @Test
  void hashed_isTheBeginningOfAnHmac() throws Exception {
    // printf '\0\0\0\0\0\0\0\0acme' | openssl dgst -sha256 -hmac key-of-the-test-0123456789
    assertThat(label(CustomerPolicy.hashed(keyFile(KEY)), "acme")).isEqualTo("fd6d1c8aec7aa554");
    assertThat(label(CustomerPolicy.hashed(keyFile(KEY + "\r\n")), "acme"))
        .isEqualTo("fd6d1c8aec7aa554");
  }

  @Test
  void hashed_withAnotherKey_isAnotherPseudonym() throws Exception {
    CustomerPolicy one = CustomerPolicy.hashed(keyFile(KEY));
    CustomerPolicy two = CustomerPolicy.hashed(keyFile(KEY + "0"));

    assertThat(label(one, "acme")).isNotEqualTo(label(two, "acme"));
    assertThat(label(one, "acme")).isNotEqualTo(label(one, "wile"));
    clock.advance(Duration.ofDays(1_000));
    assertThat(label(one, "acme")).as("without an epoch, for good").isEqualTo("fd6d1c8aec7aa554");
  }

  @Test
  void hashed_withAnEpoch_changesWithIt() throws Exception {
    CustomerPolicy policy = CustomerPolicy.hashed(keyFile(KEY), Duration.ofDays(1));
    clock.setInstant(Instant.parse("2026-03-01T00:00:00Z"));
    String first = label(policy, "acme");

    clock.setInstant(Instant.parse("2026-03-01T23:59:59Z"));
    assertThat(label(policy, "acme")).isEqualTo(first).matches("[0-9a-f]{16}");
    clock.setInstant(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(label(policy, "acme")).isNotEqualTo(first).matches("[0-9a-f]{16}");
  }

  @Test
  void hashed_withAWrongSetting_isRefused() throws Exception {
    Path tooShort = keyFile("15-bytes-of-key\n");
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> CustomerPolicy.hashed(tooShort))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "customerPolicy keyFile: " + tooShort + " has 15 bytes, and must have 16 or more");
    assertThatThrownBy(() -> CustomerPolicy.hashed(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("customerPolicy keyFile: " + missing + " cannot be read");
    assertThatThrownBy(() -> CustomerPolicy.hashed(Hostile.missing()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("customerPolicy keyFile");
    assertThatThrownBy(() -> CustomerPolicy.hashed(missing, Duration.ofMinutes(59)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("customerPolicy epoch: PT59M is not in PT1H..PT8784H");
  }
}
