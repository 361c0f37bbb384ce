package io.github.llmmetrics.examples.chat;

import io.github.llmmetrics.examples.chat.fault.Faults;
import io.github.llmmetrics.examples.chat.load.Load;
import io.github.llmmetrics.examples.chat.load.Plan;
import io.github.llmmetrics.exporter.MetricsServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;

/**
 * A chat service that is watched by llm-metrics, ready to run.
 *
 * <pre>{@code
 * java -jar llm-metrics-chat.jar --port 8080 --metrics-port 9464
 * }</pre>
 */
public final class ChatService implements AutoCloseable {

  /** Of the JDK's server, for the whole JVM; the time of answers is not in it. */
  private static final String MOST_SECONDS_FOR_A_REQUEST = "sun.net.httpserver.maxReqTime";

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private final Parts parts;
  private final ServiceMetrics metrics;
  private final Faults faults;
  private final ServedModels models;
  private final URI metricsUri;
  private final URI uri;

  private ChatService(Options options, List<ServedModel.Spec> specs, Parts parts)
      throws IOException {
    this.parts = parts;
    Customers customers = Customers.load();
    List<String> names = specs.stream().map(ServedModel.Spec::name).toList();
    metrics = parts.add(ServiceMetrics.create(names, customers.all()));
    faults = Faults.of(names);
    models = new ServedModels(specs.stream().map(this::startModel).toList());
    metricsUri = URI.create(startMetricsServer(options).url());
    HttpApi api = parts.add(HttpApi.bind(options.host(), options.port()));
    uri = URI.create("http://" + options.host() + ":" + api.port());
    route(api, options, customers).start();
    // Closed first: an engine cannot be closed while a fault holds it up.
    parts.add(faults);
  }

  /**
   * Runs the service until it is interrupted.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    int exitCode = run(System.out, System.err, args);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** Leaves the service running, with 0; or says what is wrong, with another exit code. */
  static int run(PrintStream out, PrintStream err, String... args) {
    try {
      Options options = Options.parse(args);
      if (options.help()) {
        out.print(Options.USAGE);
      } else {
        serve(options, out);
      }
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + System.lineSeparator() + Options.USAGE);
      return WRONG_USAGE;
    } catch (IOException | RuntimeException e) {
      err.println("cannot start: " + e.getMessage());
      return FAILED;
    }
  }

  private static void serve(Options options, PrintStream out) throws IOException {
    ChatService service =
        start(options, options.faults() ? ServedModel.Spec.forFireDrill() : ServedModel.Spec.all());
    out.println("Chat     " + service.uri());
    out.println("Metrics  " + service.metricsUri());
    if (options.faults()) {
      out.println("Faults   " + service.uri() + FaultsHandler.PATH
          + "  WHOEVER CAN REACH THIS CAN BREAK THE SERVICE: FOR FIRE DRILLS ONLY");
    }
    if (options.load()) {
      service.parts.add(
          Load.start(service.uri(), service.metricsUri(), service.models.names(), plan(options)));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
  }

  private static Plan plan(Options options) {
    return options.loadRate() == 0 ? Plan.show() : Plan.steady(options.loadRate());
  }

  /** Starts a service without load. */
  static ChatService start(Options options, List<ServedModel.Spec> specs) throws IOException {
    // Read once, when the JDK's server is loaded: small writes leave at once, as tokens should.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Who takes longer to send a request is closed on: each one holds a thread.
    if (System.getProperty(MOST_SECONDS_FOR_A_REQUEST) == null) {
      System.setProperty(MOST_SECONDS_FOR_A_REQUEST, "30");
    }
    Parts parts = new Parts();
    try {
      return new ChatService(options, specs, parts);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private ServedModel startModel(ServedModel.Spec spec) {
    ServedModel model = parts.add(
        ServedModel.start(spec, metrics.engineListener(spec.name()), faults.of(spec.name())));
    metrics.watch(model);
    return model;
  }

  private MetricsServer startMetricsServer(Options options) {
    MetricsServer.Builder server = MetricsServer.builder()
        .registry(metrics.registry())
        .host(options.host())
        .port(options.metricsPort());
    options.metricsTokenFile().ifPresent(server::tokenFile);
    if (options.isMetricsOpen()) {
      server.withoutAuthentication();
    }
    return parts.add(server.start());
  }

  private HttpApi route(HttpApi api, Options options, Customers customers) {
    CompletionLog completions = new CompletionLog();
    Deadlines deadlines = parts.add(new Deadlines());
    ChatHandler chat = new ChatHandler(
        models, customers, metrics, completions, deadlines, options.timeoutSeconds());
    if (options.faults()) {
      faults.serviceAt(uri);
      api.route(FaultsHandler.PATH, new FaultsHandler(faults));
    }
    return api.route("POST", "/v1/chat/completions", chat)
        .route("GET", "/v1/models", models)
        .route("POST", "/v1/feedback", new FeedbackHandler(models, completions, metrics))
        .route(
            "GET",
            "/health",
            exchange -> Http.send(exchange, 200, Json.object().put("status", "ok")))
        .route("GET", "/", Page.of(uri, metricsUri, models.names()));
  }

  URI uri() {
    return uri;
  }

  URI metricsUri() {
    return metricsUri;
  }

  ServedModels models() {
    return models;
  }

  /** Stops serving; requests that are being answered fail. */
  @Override
  public void close() {
    parts.close();
  }
}
