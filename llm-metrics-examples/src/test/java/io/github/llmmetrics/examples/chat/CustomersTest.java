package io.github.llmmetrics.examples.chat;

import static io.github.llmmetrics.examples.chat.TestService.question;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class CustomersTest {

  private final Customers customers = Customers.load();

  @Test
  void customerOf_knownKey_isItsCustomer() {
    assertThat(customers.customerOf("Bearer sk-demo-acme", "somebody")).isEqualTo("acme");
  }

  @Test
  void customerOf_unknownKey_isWhomTheClientNames() {
    assertThat(customers.customerOf("Bearer none", "initech")).isEqualTo("initech");
    assertThat(customers.customerOf("Bearer none", null)).isNull();
  }

  @Test
  void customerOf_noKey_isWhomTheClientNames() {
    assertThat(customers.customerOf(null, "initech")).isEqualTo("initech");
    assertThat(customers.customerOf("Basic c2s6", null)).isNull();
  }

  @Test
  void scrape_requestsOfCustomers_countsThemAndShowsNoKey() {
    ObjectNode question = question("jargon", "What is foo?").put("max_tokens", 4);
    try (TestService service = TestService.start()) {
      service.chat(question, "Authorization", "Bearer sk-demo-acme");
      service.chat(question, "Authorization", "Bearer sk-unknown");
      service.chat(question.put("user", "initech"));

      Scrape scrape = service.scrapeAtRest();

      assertThat(scrape.sum("llm_customer_requests_total", "customer_id=acme")).isEqualTo(1);
      assertThat(scrape.sum("llm_customer_requests_total", "customer_id=initech"))
          .isEqualTo(1);
      assertThat(scrape.sum("llm_customer_requests_total")).isEqualTo(2);
      assertThat(scrape.sum("llm_customer_tokens_total", "customer_id=acme", "type=completion"))
          .isEqualTo(4);
      assertThat(scrape.sum("llm_customer_cost_dollars_total", "customer_id=acme"))
          .isPositive();
      assertThat(scrape.text()).doesNotContain("sk-");
    }
  }
}
