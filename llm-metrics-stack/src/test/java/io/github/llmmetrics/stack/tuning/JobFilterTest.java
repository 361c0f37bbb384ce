package io.github.llmmetrics.stack.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobFilterTest {

  @Test
  void narrow_everyKindOfSelector_hasTheJob() {
    assertThat(JobFilter.narrow(
            "sum(rate(a[5m])) / sum(rate(b{c=\"d\"}[5m])) + e{} * {f=\"g\"}", "chat"))
        .isEqualTo("sum(rate(a{job=\"chat\"}[5m])) / sum(rate(b{job=\"chat\",c=\"d\"}[5m]))"
            + " + e{job=\"chat\"} * {job=\"chat\",f=\"g\"}");
  }

  @Test
  void narrow_jobWithQuotes_staysOneText() {
    assertThat(JobFilter.narrow("a", "x\"} or b{\\")).isEqualTo("a{job=\"x\\\"} or b{\\\\\"}");
  }
}
