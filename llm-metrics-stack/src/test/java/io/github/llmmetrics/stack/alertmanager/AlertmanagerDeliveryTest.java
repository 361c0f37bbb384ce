package io.github.llmmetrics.stack.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.secret.SecretFile;
import io.github.llmmetrics.testing.AlertmanagerServer;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.PostBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Alertmanager makes of our configuration, in a drill: its waits are seconds. */
class AlertmanagerDeliveryTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAYBOOKS =
      "https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/";

  @TempDir
  private Path folder;

  private PostBox box;
  private AlertmanagerServer server;

  @BeforeEach
  void start() throws Exception {
    box = PostBox.open();
    Path key = Files.writeString(folder.resolve("routing_key"), "key");
    Path slack = Files.writeString(folder.resolve("slack"), box.uri("/slack").toString());
    AlertmanagerSettings settings = new AlertmanagerSettings(
        List.of(new PagerDutyNotifier(new SecretFile(key.toString()), box.uri("/pagerduty"))),
        List.of(SlackNotifier.to("#llm-critical", new SecretFile(slack.toString()))),
        List.of(WebhookNotifier.to(box.uri("/warnings"))),
        List.of(WebhookNotifier.to(box.uri("/rest"))),
        List.of());
    server = AlertmanagerServer.start(
        folder, AlertRouting.of(settings, StackSettings.DEFAULT.withDrill(60)).text());
  }

  @AfterEach
  void end() {
    server.close();
    box.close();
  }

  @Test
  void page_opensAnIncidentAndAMessage_andClosesBoth() throws Exception {
    SentAlert alert = SentAlert.of("LLMHighErrorRateCritical", "model", "<!here> chat");

    SentAlert.fire(server, alert);

    Eventually.passes(() -> assertThat(events()).containsExactly("trigger"));
    JsonNode incident = JSON.readTree(box.bodies("/pagerduty").get(0));
    assertThat(incident.path("routing_key").asText()).isEqualTo("key");
    assertThat(incident.path("payload").path("summary").asText())
        .isEqualTo("LLMHighErrorRateCritical: what is wrong with model <!here> chat");
    assertThat(incident.path("payload").path("severity").asText()).isEqualTo("critical");
    assertThat(incident.path("payload").path("class").asText()).isEqualTo("errors");
    assertThat(incident.path("payload").path("component").asText()).isEqualTo("<!here> chat");
    assertThat(incident.path("links"))
        .hasToString(
            "[{\"href\":\"" + PLAYBOOKS + "LLMHighErrorRateCritical.md\",\"text\":\"Playbook\"},"
                + "{\"href\":\"http://localhost:3000/d/llm-ops\",\"text\":\"Dashboard\"}]");
    Eventually.passes(() -> assertThat(titles())
        .containsExactly("[FIRING:1] LLMHighErrorRateCritical (&lt;!here> chat)"));
    assertThat(slack(0).path("title_link").asText()).isEqualTo("http://localhost:3000/d/llm-ops");
    assertThat(slack(0).path("text").asText()).isEqualTo("""
        *what is wrong with model &lt;!here> chat*
        what it means &lt;!channel>
        Owner: llm-platform | <%sLLMHighErrorRateCritical.md|Playbook> | <http://localhost:3000/d/llm-ops|Dashboard>
        """.formatted(PLAYBOOKS));
    assertThat(JSON.readTree(box.bodies("/slack").get(0)).path("channel").asText())
        .isEqualTo("#llm-critical");

    SentAlert.resolve(server, alert);

    Eventually.passes(() -> assertThat(events()).containsExactly("trigger", "resolve"));
    Eventually.passes(() -> assertThat(titles())
        .containsExactly(
            "[FIRING:1] LLMHighErrorRateCritical (&lt;!here> chat)",
            "[RESOLVED] LLMHighErrorRateCritical (&lt;!here> chat)"));
    assertThat(slack(1).path("text").asText())
        .startsWith("*what is wrong with model &lt;!here> chat* (resolved)\n");
    assertThat(box.bodies("/warnings")).isEmpty();
    assertThat(box.bodies("/rest")).isEmpty();
  }

  @Test
  void critical_isAMessage_andNobodyIsWoken() throws Exception {
    SentAlert.fire(server, SentAlert.of("LLMHighTTFTCritical", "model", "chat"));

    Eventually.passes(
        () -> assertThat(titles()).containsExactly("[FIRING:1] LLMHighTTFTCritical (chat)"));
    assertThat(events()).isEmpty();
  }

  @Test
  void alerts_ofOneNameSeverityAndModel_areOneNotification() throws Exception {
    SentAlert.fire(
        server,
        SentAlert.of("LLMMetricsUnhealthy", "instance", "a:9400", "reason", "not_finite"),
        SentAlert.of("LLMMetricsUnhealthy", "instance", "b:9400", "reason", "not_finite"),
        SentAlert.of("LLMHighQueueDepth", "model", "chat"),
        SentAlert.of("LLMHighQueueDepth", "model", "code"),
        SentAlert.of("GPUHighUtilization", "instance", "a:9400", "gpu_id", "0"));

    Eventually.passes(() -> assertThat(groups("/warnings"))
        .containsExactlyInAnyOrder(
            "{\"alertname\":\"LLMMetricsUnhealthy\",\"severity\":\"warning\"} 2",
            "{\"alertname\":\"LLMHighQueueDepth\",\"model\":\"chat\",\"severity\":\"warning\"} 1",
            "{\"alertname\":\"LLMHighQueueDepth\",\"model\":\"code\",\"severity\":\"warning\"} 1"));
    Eventually.passes(() -> assertThat(groups("/rest"))
        .containsExactly("{\"alertname\":\"GPUHighUtilization\",\"severity\":\"info\"} 1"));
  }

  @Test
  void warning_besideWhatIsWorse_isInhibitedForTheSameThingAlone() throws Exception {
    SentAlert.fire(
        server,
        SentAlert.of("LLMHighTTFTCritical", "model", "a"),
        SentAlert.of("LLMHighTTFT", "model", "a"),
        SentAlert.of("LLMHighTTFT", "model", "b"),
        SentAlert.of("LLMHighQueueDepth", "model", "a"),
        SentAlert.of("LLMHighErrorRateCritical", "model", "a"),
        SentAlert.of("LLMHighErrorRate", "model", "a"),
        SentAlert.of("GPUHighTemperatureCritical", "instance", "h1", "gpu_id", "0"),
        SentAlert.of("GPUHighTemperature", "instance", "h1", "gpu_id", "0"),
        SentAlert.of("GPUHighTemperature", "instance", "h1", "gpu_id", "1"),
        SentAlert.of("GPUHighTemperature", "instance", "h2", "gpu_id", "0"),
        SentAlert.of("GPUHighUtilization", "instance", "h1", "gpu_id", "0"),
        SentAlert.of("LLMLowQualityCritical", "model", "a", "evaluator", "judge"),
        SentAlert.of("LLMLowQuality", "model", "a", "evaluator", "judge"),
        SentAlert.of("LLMLowQuality", "model", "a", "evaluator", "users"),
        SentAlert.of("LLMErrorBudgetBurnFast", "model", "a", "slo", "availability"),
        SentAlert.of("LLMErrorBudgetBurnSlow", "model", "a", "slo", "availability"),
        SentAlert.of("LLMErrorBudgetBurnSlow", "model", "a", "symptom", "slo_latency"),
        // Without a model it is not known which one it is about.
        SentAlert.of("LLMHighLatencyP99Critical"),
        SentAlert.of("LLMHighLatencyP99", "model", "a"));

    Eventually.passes(() -> assertThat(states("suppressed"))
        .containsExactlyInAnyOrder(
            "LLMHighTTFT a",
            "LLMHighErrorRate a",
            "GPUHighTemperature h1 0",
            "LLMLowQuality a judge",
            "LLMErrorBudgetBurnSlow a slo_availability"));
    assertThat(states("active"))
        .contains(
            "LLMHighTTFT b",
            "LLMHighQueueDepth a",
            "GPUHighTemperature h1 1",
            "GPUHighTemperature h2 0",
            "LLMLowQuality a users",
            "LLMErrorBudgetBurnSlow a slo_latency",
            "LLMHighLatencyP99 a");
    Eventually.passes(() -> assertThat(groups("/warnings"))
        .anyMatch(group -> group.contains("LLMHighTTFT") && group.contains("\"b\""))
        .noneMatch(group -> group.contains("LLMHighTTFT") && group.contains("\"a\"")));
  }

  /** All alerts in a state: name, what they are about, and the symptom where it tells two of a name apart. */
  private List<String> states(String state) throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    for (JsonNode alert : JSON.readTree(server.alerts())) {
      if (alert.path("status").path("state").asText().equals(state)) {
        found.add(text(alert.path("labels")));
      }
    }
    return found;
  }

  private static String text(JsonNode labels) {
    StringBuilder text = new StringBuilder(labels.path("alertname").asText());
    for (String label : List.of("model", "instance", "gpu_id", "evaluator")) {
      if (labels.has(label)) {
        text.append(' ').append(labels.path(label).asText());
      }
    }
    String symptom = labels.path("symptom").asText();
    return symptom.startsWith("slo_") ? text + " " + symptom : text.toString();
  }

  private List<String> groups(String path) throws IOException {
    List<String> groups = new ArrayList<>();
    for (String body : box.bodies(path)) {
      JsonNode group = JSON.readTree(body);
      groups.add(group.path("groupLabels") + " " + group.path("alerts").size());
    }
    return groups;
  }

  private List<String> events() throws IOException {
    List<String> events = new ArrayList<>();
    for (String body : box.bodies("/pagerduty")) {
      events.add(JSON.readTree(body).path("event_action").asText());
    }
    return events;
  }

  private List<String> titles() throws IOException {
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < box.bodies("/slack").size(); i++) {
      titles.add(slack(i).path("title").asText());
    }
    return titles;
  }

  private JsonNode slack(int index) throws IOException {
    return JSON.readTree(box.bodies("/slack").get(index)).path("attachments").path(0);
  }
}
