package io.github.llmmetrics.examples.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.examples.system.ChatOnGpus;
import io.github.llmmetrics.examples.system.Http;
import io.github.llmmetrics.examples.system.PrometheusServer;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alertmanager.AlertRouting;
import io.github.llmmetrics.stack.alertmanager.AlertmanagerSettings;
import io.github.llmmetrics.stack.alertmanager.Notifier;
import io.github.llmmetrics.stack.alertmanager.WebhookNotifier;
import io.github.llmmetrics.stack.promql.PrometheusSeries;
import io.github.llmmetrics.testing.AlertmanagerServer;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.PostBox;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** The chat service, a Prometheus that watches it, an Alertmanager that is told, and a webhook that hears of it. */
final class DrilledStack implements AutoCloseable {

  private static final String WEBHOOK = "/alerts";
  private static final int REQUESTS_PER_SECOND = 6;
  private static final int WARM_REQUESTS = 60;

  private final Timeline timeline = new Timeline();
  private final ChatOnGpus chat;
  private final Crowd crowd;
  private final AlertWatch watch;
  private final Deque<Runnable> closers;

  private DrilledStack(ChatOnGpus chat, Crowd crowd, Watched watched, Deque<Runnable> closers) {
    this.chat = chat;
    this.crowd = crowd;
    this.closers = closers;
    watch =
        new AlertWatch(watched.prometheus, watched.alertmanager, watched.box, WEBHOOK, timeline);
    closers.push(watch::close);
    watch.start();
  }

  /** Those that the watch looks at. */
  private record Watched(
      PrometheusServer prometheus, AlertmanagerServer alertmanager, PostBox box) {}

  /** Starts all of it, and waits until the service is warm. */
  static DrilledStack start(Path folder, StackSettings settings) throws Exception {
    Deque<Runnable> closers = new ArrayDeque<>();
    try {
      return start(folder, settings, closers);
    } catch (Exception | AssertionError e) {
      close(closers);
      throw e;
    }
  }

  private static DrilledStack start(Path folder, StackSettings settings, Deque<Runnable> closers)
      throws Exception {
    PostBox box = PostBox.open();
    closers.push(box::close);
    AlertmanagerServer alertmanager =
        AlertmanagerServer.start(folder, AlertRouting.of(tellAll(box), settings).text());
    closers.push(alertmanager::close);
    ChatOnGpus chat = ChatOnGpus.start(
        folder, Gpus.healthy(), "--faults", "--load-rate", Integer.toString(REQUESTS_PER_SECOND));
    closers.push(chat::close);
    Crowd crowd = new Crowd(chat.uri());
    closers.push(crowd::disperse);
    // A Prometheus that starts later does not see that the load began with a request of each
    // unhappy kind.
    Eventually.passes(() -> {
      assertThat(ended(chat, "timeout")).isGreaterThanOrEqualTo(2);
      assertThat(ended(chat, "success")).isGreaterThan(WARM_REQUESTS);
    });
    Path watched = Files.createDirectory(folder.resolve("prometheus"));
    PrometheusServer prometheus = PrometheusServer.start(
        watched,
        MonitoringFiles.write(watched, settings, chat.metricsUri(), alerting(alertmanager.uri())));
    closers.push(prometheus::close);
    // Before its first scrape a Prometheus knows of no service, and may say so.
    Eventually.passes(() -> {
      assertThat(prometheus.query(PrometheusSeries.up(settings.jobs()).text())).isNotEmpty();
      assertThat(prometheus.alerts()).isEmpty();
      assertThat(alertmanager.alerts().strip()).isEqualTo("[]");
    });
    return new DrilledStack(chat, crowd, new Watched(prometheus, alertmanager, box), closers);
  }

  private static AlertmanagerSettings tellAll(PostBox box) {
    List<Notifier> webhook = List.of(WebhookNotifier.to(box.uri(WEBHOOK)));
    return new AlertmanagerSettings(webhook, webhook, webhook, webhook, List.of());
  }

  private static String alerting(URI alertmanager) {
    return """
        alerting:
          alertmanagers:
            - static_configs: [{targets: ["%s"]}]
        """.formatted(alertmanager.getAuthority());
  }

  private static double ended(ChatOnGpus chat, String status) throws Exception {
    return Pattern.compile(
            "(?m)^" + ApplicationMetrics.REQUESTS.name() + "\\{.*status=\"" + status + "\"} (.*)$")
        .matcher(Http.get(chat.metricsUri(), "*/*"))
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }

  ChatOnGpus chat() {
    return chat;
  }

  Crowd crowd() {
    return crowd;
  }

  Timeline timeline() {
    return timeline;
  }

  /** What was wrong with what was delivered. */
  List<String> defects() {
    return watch.defects();
  }

  @Override
  public void close() {
    close(closers);
  }

  private static void close(Deque<Runnable> closers) {
    while (!closers.isEmpty()) {
      closers.pop().run();
    }
  }
}
