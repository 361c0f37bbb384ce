package io.github.llmmetrics;

import io.github.llmmetrics.CustomerInstruments.CustomerCells;
import io.github.llmmetrics.cost.Price;
import io.github.llmmetrics.instrument.CounterCell;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What the end of a request writes. */
record EndRecord(
    RequestFacts facts, ModelCells cells, @Nullable CustomerCells customer, RequestEnd end) {

  void latency(SelfInstruments self) {
    if (end.nanos() < 0) {
      self.dropped(DropReason.CLOCK_BACKWARDS);
    } else {
      cells.latency(end.status()).observeNanos(end.nanos(), facts.exemplar());
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

  void backpressure(@Nullable StreamTimes stream) {
    if (stream != null && stream.wasHeld()) {
      cells.backpressure.observeNanos(stream.heldInAll(), facts.exemplar());
    }
  }

  /** Of successes only: what was cut short says nothing about how long answers are, or how fast they come. */
  void lengths(long firstTokenNanos) {
    if (end.status() != Status.SUCCESS) {
      return;
    }
    TokenCounts tokens = end.tokens();
    OptionalDouble tpot = end.tpot(firstTokenNanos);
    if (tpot.isPresent()) {
      cells.tpot.observe(tpot.getAsDouble(), facts.exemplar());
    }
    if (tokens.completion() != TokenCounts.ABSENT) {
      cells.outputTokens.observe(tokens.completion());
    }
    if (tokens.prompt() != TokenCounts.ABSENT) {
      cells.promptTokens.observe(tokens.prompt());
    }
    if (!tokens.isComplete()) {
      cells.usageMissing.increment();
    }
  }

  /** Whatever the status: they were handled. */
  void tokens() {
    TokenCounts tokens = end.tokens();
    add(cells.promptTokensTotal, tokens.prompt());
    add(cells.completionTokensTotal, tokens.completion());
    add(cells.cachedPromptTokens, tokens.cachedPrompt());
    add(cells.reasoningTokens, tokens.reasoning());
    if (customer != null) {
      customer.requests().increment();
      add(customer.promptTokens(), tokens.prompt());
      add(customer.completionTokens(), tokens.completion());
    }
  }

  private static void add(CounterCell counter, int count) {
    if (count != TokenCounts.ABSENT) {
      counter.add((long) count);
    }
  }

  void cost() {
    CostCells cost = cells.cost;
    // A request that was refused unserved cost nothing and needs no price.
    if (cost == null || end.status() == Status.REJECTED) {
      return;
    }
    Price price = facts.price();
    TokenCounts tokens = end.tokens();
    if (price == null || !tokens.isComplete()) {
      cost.unpriced().increment();
      return;
    }
    double dollars =
        price.cost(tokens.prompt(), Math.max(0, tokens.cachedPrompt()), tokens.completion());
    cost.perRequest().observe(dollars);
    cost.total().add(dollars);
    if (customer != null && customer.cost() != null) {
      customer.cost().add(dollars);
    }
  }
}
