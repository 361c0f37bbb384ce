package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.cost.PriceTable;
import io.github.llmmetrics.label.CustomerPolicy;
import io.github.llmmetrics.testing.Increases;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Series go to the customers that matter, and nothing that is counted gets lost on the way. */
class CustomersTest {

  private static final String REQUESTS = "llm_customer_requests_total{";

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Increases requests = new Increases(REQUESTS);
  private final Increases tokens = new Increases("llm_customer_tokens_total{");
  private final Increases cost = new Increases("llm_customer_cost_dollars_total{");

  private LlmMetrics.Builder builder() {
    return LlmMetrics.builder().registry(registry).clock(clock, clock);
  }

  private static String series(String customer) {
    return REQUESTS + "customer_id=\"" + customer + "\",model=\"m\"}";
  }

  private static void serve(LlmMetrics metrics, String customer, int times) {
    for (int i = 0; i < times; i++) {
      metrics.middleware().begin("m", customer).finish(3, 2);
    }
  }

  private Map<String, Double> scrape() {
    clock.advance(Duration.ofSeconds(15));
    Map<String, Double> series = Scrapes.series(registry);
    requests.scrape(series);
    tokens.scrape(series);
    cost.scrape(series);
    return series;
  }

  private void scrape(int times) {
    for (int i = 0; i < times; i++) {
      scrape();
    }
  }

  @Test
  void newcomer_thatBecomesBig_getsASeriesFromZero_andOtherKeepsWhatItHad() {
    try (LlmMetrics metrics = builder().models("m").labelLimit("customer_id", 1).build()) {
      serve(metrics, "small", 2);
      serve(metrics, "big", 100);
      assertThat(scrape())
          .containsEntry(series("small"), 2.0)
          .containsEntry(series("other"), 100.0)
          .containsEntry("llm_metrics_overflow_total{label=\"customer_id\"}", 100.0);
      scrape(5);
      assertThat(scrape()).doesNotContainKey(series("small"));

      serve(metrics, "big", 10);
      assertThat(scrape())
          .as("shown as 0 before it counts")
          .containsEntry(series("big"), 0.0)
          .containsEntry(series("other"), 110.0);
      scrape(4);
      serve(metrics, "big", 7);
      assertThat(scrape())
          .containsEntry(series("big"), 7.0)
          .containsEntry(series("other"), 110.0)
          .containsEntry(
              "llm_customer_tokens_total{customer_id=\"big\",model=\"m\",type=\"prompt\"}", 21.0);
    }
  }

  @Test
  void requestInFlight_whileItsCustomerLosesTheSeries_isSeenBeforeTheSeriesGoes() {
    try (LlmMetrics metrics = builder().models("m").labelLimit("customer_id", 1).build()) {
      RequestMetrics inFlight = metrics.middleware().begin("m", "small");
      serve(metrics, "big", 100);
      scrape(20);
      inFlight.finish(3, 2);
      assertThat(scrape()).containsEntry(series("small"), 1.0);

      scrape(6);

      assertThat(requests.present()).doesNotContain(series("small"));
      assertThat(requests.sum() + requests.unseen()).isEqualTo(101);
    }
  }

  @Test
  void customersThatTakeTurns_withTwoModelsAndCost_addUpForWhoeverScrapes() {
    PriceTable prices = PriceTable.parse("""
        model,valid_from,prompt,cached_prompt,completion
        m,2020-01-01,1000000,,0
        """);
    try (LlmMetrics metrics =
        builder().models("m", "n").prices(prices).labelLimit("customer_id", 2).build()) {
      // `other` exists from the first scrape on, so that none of what it counts is unseen.
      metrics.middleware().begin("m", "other").finish(1, 0);
      metrics.middleware().begin("n", "other").finish(1, 0);
      scrape();
      double before = requests.unseen() + requests.sum();
      int served = 2;
      for (int turn = 0; turn < 6; turn++) {
        for (int i = 0; i < 40; i++) {
          // Each takes the place of the one before, and the first ones come back.
          String customer = "c-" + turn % 3;
          for (int request = 0; request < 20; request++) {
            metrics.middleware().begin(request % 2 == 0 ? "m" : "n", customer).finish(1, 0);
            served++;
          }
          scrape();
          assertThat(requests.present()).hasSizeLessThanOrEqualTo(3 * 2);
          assertThat(requests.sum() + requests.unseen()).isEqualTo(served);
          assertThat(tokens.sum() + tokens.unseen()).isEqualTo(served);
        }
      }

      assertThat(requests.present()).contains(series("c-2"));
      // The first customers came when there was room: their series began with their first requests.
      assertThat(requests.unseen() - before).isEqualTo(2 * 20);
      assertThat(cost.sum() + cost.unseen()).isEqualTo(served / 2.0);
    }
  }

  @Test
  void policy_decidesWhatTheLabelSays_andWhatIsNotShownIsNoOverflow() {
    CustomerPolicy policy = CustomerPolicy.tiers(Map.of("acme", "gold", "spaced", "free"));
    try (LlmMetrics metrics = builder()
        .models("m")
        .customers("acme", "stranger")
        .customerPolicy(policy)
        .build()) {
      assertThat(scrape()).containsEntry(series("gold"), 0.0).containsEntry(series("other"), 0.0);
      serve(metrics, "acme", 2);
      serve(metrics, "sp\naced", 1);
      serve(metrics, "stranger", 4);

      assertThat(scrape())
          .containsEntry(series("gold"), 2.0)
          .containsEntry(series("free"), 1.0)
          .containsEntry(series("other"), 4.0)
          .containsEntry("llm_metrics_repaired_total{label=\"customer_id\"}", 1.0)
          .containsEntry("llm_metrics_overflow_total{label=\"customer_id\"}", 0.0);
      assertThat(Scrapes.text(registry)).doesNotContain("acme", "stranger");
    }
  }

  @Test
  void idleCustomers_whereThatIsSet_areTakenOut() {
    try (LlmMetrics metrics = builder()
        .models("m")
        .customers("declared")
        .customerIdleLimit(Duration.ofMinutes(5))
        .build()) {
      serve(metrics, "gone", 2);
      RequestMetrics slow = metrics.middleware().begin("m", "slow");

      scrape(4 * 10);

      assertThat(requests.present()).containsOnly(series("declared"), series("slow"));
      slow.finish(3, 2);
      serve(metrics, "gone", 3);
      scrape(4);
      assertThat(requests.sum() + requests.unseen()).isEqualTo(6);
    }
  }
}
