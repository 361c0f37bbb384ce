package io.github.llmmetrics;

import io.github.llmmetrics.CustomerInstruments.CustomerCells;
import io.github.llmmetrics.cost.Price;
import org.jspecify.annotations.Nullable;

/** What the end of a request writes. */
record EndRecord(
    RequestFacts facts, ModelCells cells, @Nullable CustomerCells customer, RequestEnd end) {

  void latency(SelfInstruments self) {
    if (end.nanos() < 0) {
      self.dropped(DropReason.CLOCK_BACKWARDS);
    } else {
      cells.latency(end.status()).observe(Seconds.of(end.nanos()), facts.exemplar());
    }
  }

  void errorAndFinishReason(ErrorType errorType, @Nullable FinishReason finishReason) {
    if (end.status().isBad()) {
      cells.errors(errorType).increment();
    }
    if (finishReason != null) {
      cells.finishReasons(finishReason).increment();
    }
  }

  /** Of successes only: what was cut short says nothing about how long answers are, or how fast they come. */
  void lengths(long firstTokenNanos) {
    if (end.status() != Status.SUCCESS) {
      return;
    }
    end.tpot(firstTokenNanos).ifPresent(tpot -> cells.tpot.observe(tpot, facts.exemplar()));
    end.usage().completion().ifPresent(cells.outputTokens::observe);
    end.usage().prompt().ifPresent(cells.promptTokens::observe);
    if (!end.usage().isComplete()) {
      cells.usageMissing.increment();
    }
  }

  /** Whatever the status: they were handled. */
  void tokens() {
    Usage usage = end.usage();
    usage.prompt().ifPresent(cells.promptTokensTotal::add);
    usage.completion().ifPresent(cells.completionTokensTotal::add);
    usage.cachedPrompt().ifPresent(cells.cachedPromptTokens::add);
    usage.reasoning().ifPresent(cells.reasoningTokens::add);
    if (customer != null) {
      customer.requests().increment();
      usage.prompt().ifPresent(customer.promptTokens()::add);
      usage.completion().ifPresent(customer.completionTokens()::add);
    }
  }

  void cost() {
    CostCells cost = cells.cost;
    // A request that was refused unserved cost nothing and needs no price.
    if (cost == null || end.status() == Status.REJECTED) {
      return;
    }
    Price price = facts.price();
    Usage usage = end.usage();
    if (price == null || !usage.isComplete()) {
      cost.unpriced().increment();
      return;
    }
    double dollars = price.cost(
        usage.prompt().orElseThrow(),
        usage.cachedPrompt().orElse(0),
        usage.completion().orElseThrow());
    cost.perRequest().observe(dollars);
    cost.total().add(dollars);
    if (customer != null && customer.cost() != null) {
      customer.cost().add(dollars);
    }
  }
}
