package io.github.llmmetrics.gpu;

import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** GPU metrics in a class loader of their own, as an application server has them: a call scrapes. */
final class Deployment implements Callable<String>, AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final GpuMetrics metrics = GpuMetrics.builder(registry).start();

  // By reflection only, from another class loader.
  @SuppressWarnings("UnusedMethod")
  Deployment() {}

  /** Waits for the first poll, and says what is scraped then. */
  @Override
  public String call() {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!isPolled() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Scrapes.text(registry, "llm_gpu_driver_up", "llm_gpu_power_watts");
  }

  private boolean isPolled() {
    return Scrapes.series(registry).containsKey("llm_gpu_last_poll_timestamp_seconds");
  }

  @Override
  public void close() {
    metrics.close();
  }

  /** Has deployments start at the same time; what each of them scrapes. */
  static String deployTogether(int count) throws Exception {
    List<URLClassLoader> loaders =
        Stream.generate(Deployment::loader).limit(count).toList();
    List<AutoCloseable> deployments =
        loaders.parallelStream().map(Deployment::deploy).toList();
    String said = sayAll(deployments);
    for (AutoCloseable deployment : deployments) {
      deployment.close();
    }
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
    return said;
  }

  /** Has deployments one after the other; what each of them scrapes. */
  static String redeploy(int times) throws Exception {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < times; i++) {
      said.append(deployTogether(1));
    }
    return said.toString();
  }

  private static URLClassLoader loader() {
    URL[] classPath = Arrays.stream(System.getProperty("java.class.path", "").split(":", -1))
        .map(Deployment::url)
        .toArray(URL[]::new);
    return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }

  private static AutoCloseable deploy(ClassLoader loader) {
    try {
      var constructor = loader.loadClass(Deployment.class.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (AutoCloseable) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sayAll(List<AutoCloseable> deployments) throws Exception {
    StringBuilder said = new StringBuilder();
    for (AutoCloseable deployment : deployments) {
      said.append(((Callable<?>) deployment).call());
    }
    return said.toString();
  }
}
