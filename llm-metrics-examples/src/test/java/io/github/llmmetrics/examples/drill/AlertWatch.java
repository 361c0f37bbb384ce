package io.github.llmmetrics.examples.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.llmmetrics.examples.system.PrometheusServer;
import io.github.llmmetrics.testing.AlertmanagerServer;
import io.github.llmmetrics.testing.PostBox;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at Prometheus, Alertmanager and the webhook several times a second, and notes what changes from now on. */
final class AlertWatch implements AutoCloseable {

  private static final int PAUSE_MILLIS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrometheusServer prometheus;
  private final AlertmanagerServer alertmanager;
  private final PostBox box;
  private final String path;
  private final Timeline timeline;
  private final List<String> defects = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private Map<Map<String, String>, Phase> active = Map.of();
  private Set<Map<String, String>> heldBack = Set.of();
  private int read;

  AlertWatch(
      PrometheusServer prometheus,
      AlertmanagerServer alertmanager,
      PostBox box,
      String path,
      Timeline timeline) {
    this.prometheus = prometheus;
    this.alertmanager = alertmanager;
    this.box = box;
    this.path = path;
    this.timeline = timeline;
    read = box.bodies(path).size();
  }

  void start() {
    var unused = timer.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What was wrong with messages, and what could not be looked at. */
  List<String> defects() {
    return List.copyOf(defects);
  }

  private void look() {
    try {
      lookAtPrometheus();
      lookAtAlertmanager();
      lookAtWebhook();
    } catch (IOException | RuntimeException e) {
      defects.add("a look failed: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAtPrometheus() throws IOException, InterruptedException {
    Map<Map<String, String>, Phase> now = new HashMap<>();
    for (JsonNode alert : prometheus.alerts()) {
      Map<String, String> labels = texts(alert.path("labels"));
      boolean isFiring = alert.path("state").asText().equals("firing");
      if (!active.containsKey(labels)) {
        timeline.add(Instant.parse(alert.path("activeAt").asText()), Phase.PENDING, labels);
      }
      if (isFiring && active.get(labels) != Phase.FIRING) {
        timeline.add(Instant.now(), Phase.FIRING, labels);
      }
      now.put(labels, isFiring ? Phase.FIRING : Phase.PENDING);
    }
    active.keySet().stream()
        .filter(labels -> !now.containsKey(labels))
        .forEach(labels -> timeline.add(Instant.now(), Phase.OVER, labels));
    active = now;
  }

  private void lookAtAlertmanager() throws IOException, InterruptedException {
    Set<Map<String, String>> now = new HashSet<>();
    for (JsonNode alert : JSON.readTree(alertmanager.alerts())) {
      if (!alert.path("status").path("inhibitedBy").isEmpty()) {
        Map<String, String> labels = texts(alert.path("labels"));
        if (!heldBack.contains(labels)) {
          timeline.add(Instant.now(), Phase.HELD_BACK, labels);
        }
        now.add(labels);
      }
    }
    heldBack = now;
  }

  private void lookAtWebhook() throws IOException {
    List<String> bodies = box.bodies(path);
    for (String body : bodies.subList(read, bodies.size())) {
      for (JsonNode alert : JSON.readTree(body).path("alerts")) {
        Map<String, String> labels = texts(alert.path("labels"));
        checkText(labels);
        checkText(texts(alert.path("annotations")));
        boolean isFiring = alert.path("status").asText().equals("firing");
        timeline.add(Instant.now(), isFiring ? Phase.DELIVERED : Phase.RESOLVED, labels);
      }
    }
    read = bodies.size();
  }

  private void checkText(Map<String, String> texts) {
    texts.forEach((name, text) -> {
      if (text.isBlank()
          || text.contains("<error")
          || text.contains("{{")
          || text.contains("<no value>")) {
        defects.add("a message says '" + text + "' as its " + name + ", of " + texts);
      }
    });
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
