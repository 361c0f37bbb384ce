package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.examples.chat.RunningChat;
import io.github.llmmetrics.testing.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The exposition of a service that has worked, read by the strictest readers there are. */
class ExpositionFormatsTest {

  private static final String TEXT = "text/plain; version=0.0.4";
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  // The strict parser of the Python client: it checks the order of buckets, units, exemplars, and
  // the end marker.
  private static final String STRICT_PARSER = """
      import sys
      from prometheus_client.openmetrics.parser import text_string_to_metric_families
      families = list(text_string_to_metric_families(sys.stdin.read()))
      print(len(families), 'families,', sum(len(f.samples) for f in families), 'samples')
      """;

  private RunningChat chat;

  @BeforeEach
  void serveOneRequest() throws Exception {
    chat = RunningChat.start();
    assertThat(new ChatCall(chat.uri(), "jargon", "What is blue wire?")
            .user("acme")
            .call()
            .status())
        .isEqualTo(200);
  }

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void text_readByPromtool_isCleanToTheLint() throws Exception {
    Program promtool = Program.require("promtool");
    String exposition = Http.get(chat.metricsUri(), TEXT);

    Program.Result result = promtool.run(exposition, "check", "metrics");

    assertThat(exposition).contains("llm_time_to_first_token_seconds_count{model=\"jargon\"} 1");
    assertThat(result.output()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void openMetrics_readByTheStrictParser_isValid() throws Exception {
    Program python = Program.require("/usr/bin/python3");
    if (python.run("", "-c", "import prometheus_client.openmetrics.parser").exitCode() != 0) {
      Program.missing("python3-prometheus-client");
    }
    String exposition = Http.get(chat.metricsUri(), OPEN_METRICS);

    Program.Result result = python.run(exposition, "-c", STRICT_PARSER);

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).matches("[1-9][0-9]+ families, [1-9][0-9]+ samples\\s*");
  }
}
