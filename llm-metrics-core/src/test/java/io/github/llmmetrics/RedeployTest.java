package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.cost.PriceTable;
import io.github.llmmetrics.dialect.Dialect;
import io.github.llmmetrics.label.CustomerPolicy;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A container that deploys a service again and again in one JVM, each time by another class loader; client_java and its
 * registry are the container's.
 */
class RedeployTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();

  @Test
  void redeploy_onTheContainersRegistry_worksAgainAndLeavesNothingOfTheFirstBehind()
      throws Exception {
    WeakReference<ClassLoader> first = deployAndClose();
    assertThat(registry.scrape().size()).as("left in the registry").isZero();
    WeakReference<ClassLoader> second = deployAndClose();
    assertThat(registry.scrape().size()).as("left in the registry").isZero();

    Eventually.passes(() -> {
      System.gc();
      assertThat(first.get()).as("the first deployment's class loader").isNull();
      assertThat(second.get()).as("the second deployment's class loader").isNull();
    });
  }

  private WeakReference<ClassLoader> deployAndClose() throws Exception {
    try (DeploymentLoader loader = new DeploymentLoader()) {
      Class<?> service = loader.loadClass(Service.class.getName());
      assertThat(service).isNotSameAs(Service.class);
      run(service.getConstructor().newInstance());
      return new WeakReference<>(loader);
    }
  }

  @SuppressWarnings("unchecked")
  private void run(Object service) {
    ((Consumer<PrometheusRegistry>) service).accept(registry);
  }

  /** Has classes of its own of the library, and the container's of all else. */
  private static final class DeploymentLoader extends URLClassLoader {

    DeploymentLoader() throws MalformedURLException {
      super(classPath(), RedeployTest.class.getClassLoader());
    }

    private static URL[] classPath() throws MalformedURLException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.github.llmmetrics.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  /** What a service does from its deployment to its end, once with each policy for customers. */
  public static final class Service implements Consumer<PrometheusRegistry> {

    @Override
    public void accept(PrometheusRegistry registry) {
      List.of(
              CustomerPolicy.RAW,
              CustomerPolicy.OFF,
              CustomerPolicy.allow(Set.of("acme")),
              CustomerPolicy.tiers(Map.of("acme", "gold")))
          .forEach(policy -> serve(registry, policy));
    }

    private static void serve(PrometheusRegistry registry, CustomerPolicy policy) {
      try (LlmMetrics metrics = LlmMetrics.builder()
          .registry(registry)
          .models("m")
          .customerPolicy(policy)
          .dialect(Dialect.VLLM)
          .prices(PriceTable.parse("""
              model,valid_from,prompt,cached_prompt,completion
              m,2026-01-01,100,50,200
              """))
          .build()) {
        metrics.engine("m").watch(new EngineStats() {});
        metrics.quality("m").score("judge", 0.5);
        MetricsMiddleware middleware = metrics.middleware();
        middleware.begin("m", "acme").usage(Usage.of(3, 2)).finish(3, 2);
        middleware.begin("m", "acme").fail(new IllegalStateException("of the test"));
        RequestMetrics live = middleware.start("id", "m", "other");
        middleware.token("id");
        assertThat(Scrapes.value(registry, "llm_requests_started_total{model=\"m\"}"))
            .isEqualTo(3);
        assertThat(Scrapes.value(registry, "llm_active_requests{model=\"m\"}")).isEqualTo(1);
        assertThat(live.status()).isEmpty();
      }
    }
  }
}
