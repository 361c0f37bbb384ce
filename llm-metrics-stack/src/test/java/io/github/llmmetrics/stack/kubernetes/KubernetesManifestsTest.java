package io.github.llmmetrics.stack.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.dashboard.Dashboards;
import io.github.llmmetrics.stack.engine.EngineSettings;
import io.github.llmmetrics.stack.engine.Engines;
import io.github.llmmetrics.stack.rule.RuleGroup;
import io.github.llmmetrics.stack.settings.MonitoringRules;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The model of Java knows each field of the objects: one that it does not know is an error here. */
class KubernetesManifestsTest {

  /** What {@code kubectl apply} can keep of an object in an annotation. */
  private static final int LAST_APPLIED_BYTES = 262_144;

  private static final StackSettings STACK = StackSettings.DEFAULT;
  private static final MonitoringSettings SETTINGS =
      MonitoringSettings.DEFAULT.withEngines(EngineSettings.DEFAULT.withEngines(Engines.names()));
  private static final List<RuleGroup> RULES = MonitoringRules.of(SETTINGS).groups();
  private static final KubernetesSettings DEFAULT = KubernetesSettings.DEFAULT;

  private static final ObjectMapper STRICT = new ObjectMapper()
      .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
          return false;
        }
      });

  private static Map<String, Object> read(String file, KubernetesSettings settings) {
    return new Yaml().load(KubernetesManifests.of(STACK, RULES, settings).getOrDefault(file, ""));
  }

  @Test
  void objects_haveKnownFieldsOnly() {
    Map<String, Class<? extends HasMetadata>> kinds = Map.of(
        "ServiceMonitor", ServiceMonitor.class,
        "PodMonitor", PodMonitor.class,
        "PrometheusRule", PrometheusRule.class,
        "ConfigMap", ConfigMap.class);
    KubernetesSettings settings = DEFAULT.withToken(new SecretKey("llm-metrics", "token"));

    assertThat(KubernetesManifests.of(STACK, RULES, settings))
        .hasSize(8)
        .allSatisfy((file, text) -> {
          Map<String, Object> object = read(file, settings);
          HasMetadata known =
              STRICT.convertValue(object, kinds.get(String.valueOf(object.get("kind"))));
          assertThat(known.getMetadata().getNamespace()).isEqualTo("monitoring");
          assertThat(known.getApiVersion()).isEqualTo(object.get("apiVersion"));
          assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LAST_APPLIED_BYTES);
        });
  }

  @Test
  void unknownField_isAnError() {
    Map<String, Object> object = read("llm-monitor.yml", DEFAULT);
    object.put("spec", Map.of("selector", Map.of(), "endpoint", List.of()));

    assertThatThrownBy(() -> STRICT.convertValue(object, ServiceMonitor.class))
        .hasMessageContaining("Unrecognized field \"endpoint\"");
  }

  @Test
  void serviceMonitor_hasTheJobOfTheRulesAndTheToken() {
    KubernetesSettings settings =
        DEFAULT.withRelease("monitoring-stack").withToken(new SecretKey("llm-metrics", "token"));
    StackSettings stack = STACK.withJobs(List.of("chat", "embed"));

    assertThat(KubernetesManifests.of(stack, RULES, settings).get("llm-monitor.yml"))
        .isEqualTo("""
            apiVersion: monitoring.coreos.com/v1
            kind: ServiceMonitor
            metadata:
              name: llm-monitor
              namespace: monitoring
              labels:
                release: monitoring-stack
            spec:
              selector:
                matchLabels:
                  app.kubernetes.io/name: llm
              namespaceSelector:
                any: true
              endpoints:
                - port: metrics
                  path: /metrics
                  interval: 15s
                  scrapeTimeout: 10s
                  relabelings:
                    - targetLabel: job
                      replacement: chat
                  authorization:
                    credentials:
                      name: llm-metrics
                      key: token
            """);
  }

  @Test
  void prometheusRule_hasTheGroupsOfTheRuleFiles() {
    List<Object> groups = new ArrayList<>();
    MonitoringRules.of(SETTINGS).files().values().forEach(text -> {
      Map<String, List<Object>> file = new Yaml().load(text);
      groups.addAll(file.getOrDefault("groups", List.of()));
    });

    assertThat(read("llm-rules.yml", DEFAULT).get("spec")).isEqualTo(Map.of("groups", groups));
  }

  @Test
  void configMaps_holdTheDashboards() {
    Dashboards.files(STACK).forEach((file, json) -> {
      Map<String, Object> map = read("dashboard-" + file.replace(".json", ".yml"), DEFAULT);
      assertThat(map.get("data")).isEqualTo(Map.of(file, json));
    });
  }

  @Test
  void badSettings_areRefused() {
    assertThatThrownBy(() -> DEFAULT.withRelease(" ")).hasMessageStartingWith("release: ' ' ");
    assertThatThrownBy(() -> new SecretKey("Upper", "token"))
        .hasMessageStartingWith("secret: 'Upper' ");
    assertThatThrownBy(() -> new SecretKey("name", "a/b")).hasMessageStartingWith("key: a/b ");
    assertThatThrownBy(() -> MonitoredPods.labelled("app", "llm", "9464"))
        .hasMessage("port: 9464 must be the port's name, not its number");
    assertThatThrownBy(() -> new MonitoredPods(Map.of(), List.of(), "metrics"))
        .hasMessageStartingWith("labels: ");
    assertThatThrownBy(() -> new MonitoredPods(Map.of("app", "llm"), List.of("a b"), "metrics"))
        .hasMessageStartingWith("namespaces: 'a b' ");
  }

  @Test
  void namespaces_areNamedWhereThereAreAny() {
    assertThat(
            new MonitoredPods(Map.of("app", "llm"), List.of("chat"), "metrics").namespaceSelector())
        .isEqualTo(Map.of("matchNames", List.of("chat")));
  }
}
