package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.stack.scrape.Exporters;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.scrape.PrometheusSettings.Intervals;
import io.github.llmmetrics.stack.scrape.PrometheusVersion;
import io.github.llmmetrics.stack.scrape.RemoteWrite;
import io.github.llmmetrics.stack.scrape.Target;
import io.github.llmmetrics.stack.secret.Credentials;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a settings file says of Prometheus, of its targets and of where its data goes. */
final class PrometheusSection {

  static final List<String> KEYS = List.of(
      "address",
      "version",
      "scrape_interval",
      "evaluation_interval",
      "retention",
      "native_histograms");
  private static final List<String> TARGET_KEYS = List.of(
      "job", "addresses", "path", "scheme", "ca_file", "interval", "user", "credentials_file");
  private static final List<String> EXPORTER_KEYS = List.of("node", "collector", "dcgm");
  private static final List<String> REMOTE_WRITE_KEYS =
      List.of("store", "address", "user", "credentials_file");

  private PrometheusSection() {}

  static PrometheusSettings read(Section root) {
    PrometheusSettings settings = PrometheusSettings.DEFAULT
        .withTargets(root.sections("targets", TARGET_KEYS)
            .map(targets -> targets.stream().map(PrometheusSection::target).toList())
            .orElse(List.of()))
        .withExporters(root.section("exporters", EXPORTER_KEYS)
            .map(PrometheusSection::exporters)
            .orElse(Exporters.DEFAULT));
    PrometheusSettings withStore = root.section("remote_write", REMOTE_WRITE_KEYS)
        .map(section -> settings.withRemoteWrite(remoteWrite(section)))
        .orElse(settings);
    return root.section("prometheus", KEYS)
        .map(section -> section.checked(() -> prometheus(section, withStore)))
        .orElse(withStore);
  }

  private static PrometheusSettings prometheus(Section section, PrometheusSettings others) {
    return new PrometheusSettings(
        section.text("version").map(PrometheusVersion::of).orElse(others.version()),
        new Intervals(
            section.duration("scrape_interval").orElse(others.intervals().scrape()),
            section.duration("evaluation_interval").orElse(others.intervals().evaluation())),
        section.duration("retention"),
        section.flag("native_histograms").orElse(others.hasNativeHistograms()),
        others.targets(),
        others.exporters(),
        others.remoteWrite());
  }

  private static Target target(Section section) {
    return section.checked(() -> {
      Target defaults = Target.of(
          section.required("job", section.text("job")),
          section.required("addresses", section.texts("addresses")));
      return new Target(
          defaults.job(),
          defaults.addresses(),
          section.text("path").orElse(defaults.path()),
          section.word("scheme", words(Target.Scheme.values())).orElse(defaults.scheme()),
          section.text("ca_file"),
          credentials(section),
          section.duration("interval").orElse(defaults.interval()));
    });
  }

  private static Exporters exporters(Section section) {
    Exporters defaults = Exporters.DEFAULT;
    return section.checked(() -> new Exporters(
        section.texts("node").orElse(defaults.node()),
        section.texts("collector").orElse(defaults.collector()),
        section.texts("dcgm").orElse(defaults.dcgm())));
  }

  private static RemoteWrite remoteWrite(Section section) {
    return section.checked(() -> new RemoteWrite(
        section.required("store", section.word("store", words(RemoteWrite.Store.values()))),
        section.required("address", section.secretAddress("address")),
        credentials(section)));
  }

  /** A user or a token; a user without a file has no password. */
  static Optional<Credentials> credentials(Section section) {
    Optional<String> user = section.text("user");
    Optional<SecretFile> file = section.secretFile("credentials_file");
    if (user.isPresent()) {
      return Optional.of(new Credentials(user, section.required("credentials_file", file)));
    }
    return file.map(Credentials::token);
  }

  private static <T extends Enum<T>> Map<String, T> words(T[] values) {
    Map<String, T> words = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> words.put(value.toString(), value));
    return words;
  }
}
