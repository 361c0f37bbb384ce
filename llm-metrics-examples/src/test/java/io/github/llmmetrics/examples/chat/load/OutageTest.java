package io.github.llmmetrics.examples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {

  private final List<String> console = new ArrayList<>();
  private final Outage outage = new Outage(URI.create("http://localhost:1"), console::add);

  @Test
  void noAnswer_manyTimes_isOneLine() {
    outage.noAnswer(new ConnectException());
    outage.noAnswer(new ConnectException());

    assertThat(console)
        .containsExactly(
            "load: no answer from http://localhost:1 (ConnectException); trying again until there is one");
  }

  @Test
  void answered_afterAnOutage_isOneLineAndNoneBefore() {
    outage.answered();
    outage.noAnswer(new ConnectException());
    outage.answered();
    outage.answered();

    assertThat(console).hasSize(2).last().isEqualTo("load: http://localhost:1 answers again");
    assertThat(outage.isOn()).isFalse();
  }
}
