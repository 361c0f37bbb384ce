package io.github.llmmetrics.stack.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikelySecretTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:secret@example.com/",
        "https://example.com/?token=secret",
        "https://hooks.slack.com/services/a/b/c",
        "https://example.com/services/T0AB1CD2E/B0AB1CD2E/4rXz0PqLmN8vK2wQ",
        "https://discord.com/api/webhooks/1/a",
        "https://example.webhook.office.com/webhookb2/a",
        "https://example.com/v1/hooks/123e4567-e89b-12d3-a456-426614174000",
        "https://example.com/hooks/0cc175b9c0f1b6a831c399e269772661",
        "https://example.com/hooks/prefix_4rXz0PqLmN8vK2wQ-suffix",
        "https://example.com/hooks/abcdefghijklmnopqrstuvwxyzabcdef"
      })
  void isIn_addressThatWhoeverKnowsItMayUse_isTrue(String address) {
    assertThat(LikelySecret.isIn(URI.create(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9999/alerts",
        "https://hooks.example.com/llm",
        "https://hooks.example.com/api/v2/alertmanager-webhook/llm-platform-2024",
        "https://example.com/incidentNotificationReceiver",
        "https://chat-0.llm-services.svc.cluster.local:9464/alerts/page",
        "https://example.com",
        "x/y"
      })
  void isIn_addressOfWords_isFalse(String address) {
    assertThat(LikelySecret.isIn(URI.create(address))).isFalse();
  }
}
