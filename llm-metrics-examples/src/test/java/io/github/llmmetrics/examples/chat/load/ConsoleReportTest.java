package io.github.llmmetrics.examples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

  private final FakeService service = new FakeService();
  private final List<String> console = new ArrayList<>();
  private final Outage outage = new Outage(service.uri(), console::add);
  private final ConsoleReport report = new ConsoleReport(
      HttpClient.newHttpClient(),
      service.metricsUri(),
      new FiveSecondClock(),
      console::add,
      outage);

  ConsoleReportTest() throws IOException {}

  @AfterEach
  void closeService() {
    service.close();
  }

  @Test
  void print_secondScrape_saysWhatChanged() {
    service.metrics = "llm_requests_total{status=\"success\"} 100";
    report.print();
    assertThat(console).isEmpty();

    service.metrics = "llm_requests_total{status=\"success\"} 110";
    report.print();

    assertThat(console).hasSize(2);
    assertThat(console.get(0)).isEqualTo(ReportLine.header());
    assertThat(console.get(1)).startsWith("12:00:10   2.0      10 ");
  }

  @Test
  void print_manyLines_repeatsTheHeaderNowAndThen() {
    for (int i = 0; i < 42; i++) {
      report.print();
    }

    assertThat(console).hasSize(41 + 3).filteredOn(ReportLine.header()::equals).hasSize(3);
  }

  @Test
  void print_metricsAway_saysSoOnce() {
    service.close();

    report.print();
    report.print();

    assertThat(console).singleElement().asString().contains("no answer from", "/metrics");
  }

  @Test
  void print_textThatIsNotTheFormat_saysSoOnceAndRecovers() {
    service.metrics = "<html>";
    report.print();
    report.print();
    service.metrics = "up 1";
    report.print();

    assertThat(console).hasSize(2);
    assertThat(console.get(1)).contains("answers again");
  }

  @Test
  void print_wholeServiceAway_isSilent() {
    outage.noAnswer(new ConnectException());
    console.clear();
    service.close();

    report.print();

    assertThat(console).isEmpty();
  }

  /** Noon, and five seconds later at each look. */
  private static final class FiveSecondClock extends Clock {

    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    @Override
    public Instant instant() {
      now = now.plusSeconds(5);
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
