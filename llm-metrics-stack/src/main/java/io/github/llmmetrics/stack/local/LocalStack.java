package io.github.llmmetrics.stack.local;

import io.github.llmmetrics.stack.prometheus.HttpSource;
import io.github.llmmetrics.stack.prometheus.PrometheusException;
import io.github.llmmetrics.stack.prometheus.ScrapedTarget;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.scrape.PrometheusVersion;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A Prometheus and an Alertmanager on this machine, which watch what the settings name.
 *
 * <p>Thread-safe: {@link #close} may come from another thread at any time, as it does when the JVM is told to end.
 */
public final class LocalStack implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final String HOST = "127.0.0.1";

  private static final String PROMETHEUS = "Prometheus";
  private static final String ALERTMANAGER = "Alertmanager";
  private static final List<String> PROGRAMS = List.of(PROMETHEUS, ALERTMANAGER);

  private final SearchPath path;
  private final LocalFiles files;
  private final List<LocalProcess> processes = new ArrayList<>();
  private List<ScrapedTarget> targets = List.of();
  private boolean isClosed;

  /**
   * A stack that does not run yet.
   *
   * @param path where Prometheus and Alertmanager are looked for
   * @param folder of its configuration, data and logs; made if it is not there
   */
  public LocalStack(SearchPath path, Path folder) {
    this.path = path;
    this.files = new LocalFiles(folder.toAbsolutePath());
  }

  /**
   * What runs.
   *
   * @param name for people
   * @param version as the program says
   * @param address where it is
   * @param pid of its process
   */
  public record Server(String name, String version, URI address, long pid) {}

  /**
   * Starts both, and waits until both are ready.
   *
   * @param settings whose targets are scraped, and whose ports are listened at on 127.0.0.1; exporters that are not there are left out
   * @param hasFreePorts whether any free ports are taken instead of those of the settings
   * @param limit how long that may take
   * @return Prometheus, then Alertmanager
   * @throws LocalStackException if one cannot be started, in which case nothing is left running; or if those of another stack run in
   *     the folder, which are left alone
   */
  public List<Server> start(MonitoringSettings settings, boolean hasFreePorts, Duration limit) {
    files.requireNobody(PROGRAMS);
    InstalledProgram prometheus = InstalledProgram.prometheus(path);
    InstalledProgram alertmanager = InstalledProgram.alertmanager(path);
    MonitoringSettings local = local(settings, prometheus, hasFreePorts);
    files.write(local);
    setTargets(local);
    try {
      LocalProcess alerts = run(
          ALERTMANAGER,
          local.stack().addresses().alertmanager(),
          "alertmanager.log",
          alertmanagerCommand(alertmanager, local));
      LocalProcess metrics = run(
          PROMETHEUS,
          local.stack().addresses().prometheus(),
          "prometheus.log",
          prometheusCommand(prometheus, local));
      long deadline = System.nanoTime() + limit.toNanos();
      awaitReady(alerts, deadline);
      awaitReady(metrics, deadline);
      return List.of(server(metrics, prometheus.version()), server(alerts, alertmanager.version()));
    } catch (LocalStackException e) {
      close();
      throw e;
    }
  }

  private synchronized void setTargets(MonitoringSettings settings) {
    targets = settings.prometheus().addresses(settings.stack()).entrySet().stream()
        .flatMap(job ->
            job.getValue().stream().map(address -> ScrapedTarget.unscraped(job.getKey(), address)))
        .toList();
  }

  /** What its Prometheus is to scrape, before it has done so. */
  synchronized List<ScrapedTarget> targets() {
    return targets;
  }

  private static Server server(LocalProcess process, String version) {
    return new Server(process.name(), version, process.address(), process.pid());
  }

  /** The settings with what is true of this machine. */
  private static MonitoringSettings local(
      MonitoringSettings settings, InstalledProgram prometheus, boolean hasFreePorts) {
    var addresses = settings.stack().addresses();
    var local = addresses.withServers(
        here("prometheus.address", addresses.prometheus(), hasFreePorts),
        here("alertmanager.address", addresses.alertmanager(), hasFreePorts));
    return settings
        .withStack(settings.stack().withAddresses(local))
        .withPrometheus(settings
            .prometheus()
            .withVersion(PrometheusVersion.of(prometheus.version()))
            .withExporters(settings.prometheus().exporters().only(LocalPorts::answers)));
  }

  private static URI here(String setting, URI address, boolean isFreePort) {
    int port = isFreePort || address.getPort() < 0 ? LocalPorts.free() : address.getPort();
    if (!isFreePort && !LocalPorts.isFree(port)) {
      throw new LocalStackException("port " + port + " is taken: end what listens there, set "
          + setting + ", or take --free-ports");
    }
    return URI.create("http://" + HOST + ":" + port);
  }

  private List<String> prometheusCommand(InstalledProgram program, MonitoringSettings settings) {
    URI address = settings.stack().addresses().prometheus();
    List<String> command = new ArrayList<>(List.of(
        program.file().toString(),
        "--config.file=" + files.of("prometheus.yml"),
        "--storage.tsdb.path=" + files.of("prometheus-data"),
        "--web.listen-address=" + address.getAuthority(),
        // Otherwise the links in its alerts name this machine as others know it.
        "--web.external-url=" + address));
    command.addAll(new PrometheusConfiguration(settings.prometheus(), settings.stack()).options());
    return command;
  }

  private List<String> alertmanagerCommand(InstalledProgram program, MonitoringSettings settings) {
    URI address = settings.stack().addresses().alertmanager();
    return List.of(
        program.file().toString(),
        "--config.file=" + files.of("alertmanager.yml"),
        "--storage.path=" + files.of("alertmanager-data"),
        "--web.listen-address=" + address.getAuthority(),
        "--web.external-url=" + address,
        // Alone: it opens no port for others of its kind.
        "--cluster.listen-address=");
  }

  private synchronized LocalProcess run(
      String name, URI address, String log, List<String> command) {
    if (isClosed) {
      throw new LocalStackException("told to end before " + name + " was started");
    }
    LocalProcess process = LocalProcess.start(name, address, files.of(log), command);
    processes.add(process);
    files.ofProcess(name).write(process.handle());
    return process;
  }

  private void awaitReady(LocalProcess process, long deadline) {
    HttpSource source = new HttpSource(Map.of(), ANSWER);
    while (!isReady(process, source)) {
      requireRunning();
      if (System.nanoTime() - deadline > 0) {
        throw new LocalStackException(
            process.name() + " was not ready in time; its log is in " + files.folder());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    // Whoever answered may be another one that has the port.
    requireRunning();
  }

  private static boolean isReady(LocalProcess process, HttpSource source) {
    try {
      source.get(process.address().resolve("/-/ready"));
      return true;
    } catch (PrometheusException e) {
      return false;
    }
  }

  synchronized void requireRunning() {
    if (isClosed) {
      throw new LocalStackException("told to end before all was ready");
    }
    for (LocalProcess process : processes) {
      if (!process.isAlive()) {
        throw process.death();
      }
    }
  }

  /**
   * Waits until one of them ends, which none should, or until this is closed.
   *
   * @throws LocalStackException if one ended by itself; the other is ended, too
   */
  public void await() {
    CompletableFuture.anyOf(exits()).join();
    try {
      requireNoDeath();
    } finally {
      close();
    }
  }

  private synchronized CompletableFuture<?>[] exits() {
    return processes.stream().map(LocalProcess::onExit).toArray(CompletableFuture<?>[]::new);
  }

  private synchronized void requireNoDeath() {
    if (!isClosed) {
      requireRunning();
    }
  }

  /** Ends both, kindly at first, and waits until they have ended. */
  @Override
  public synchronized void close() {
    isClosed = true;
    processes.forEach(LocalProcess::end);
    processes.forEach(LocalProcess::awaitEnd);
    processes.forEach(process -> files.ofProcess(process.name()).delete());
  }
}
