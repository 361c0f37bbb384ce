package io.github.llmmetrics;

import io.github.llmmetrics.instrument.CounterCell;
import io.github.llmmetrics.instrument.HistogramCell;
import io.github.llmmetrics.instrument.LedgerEntry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a request of one model writes into, resolved once: after the start of a request no call looks up a
 * label.
 */
final class ModelCells {

  final String label;
  final LedgerEntry ledger;
  final HistogramCell ttft;
  final HistogramCell firstVisibleToken;
  final HistogramCell itl;
  final HistogramCell tpot;
  final HistogramCell queueTime;
  final HistogramCell backpressure;
  final HistogramCell outputTokens;
  final HistogramCell promptTokens;
  final CounterCell promptTokensTotal;
  final CounterCell completionTokensTotal;
  final CounterCell cachedPromptTokens;
  final CounterCell reasoningTokens;
  final CounterCell usageMissing;
  final CounterCell usageEstimated;
  final @Nullable CostCells cost;

  private final Map<Status, HistogramCell> latency = new EnumMap<>(Status.class);
  private final Map<ErrorType, CounterCell> errors = new EnumMap<>(ErrorType.class);
  private final Map<FinishReason, CounterCell> finishReasons = new EnumMap<>(FinishReason.class);

  ModelCells(RequestInstruments families, String label) {
    this.label = label;
    ledger = families.ledger.entry(label);
    ttft = families.ttft.cell(label);
    firstVisibleToken = families.firstVisibleToken.cell(label);
    itl = families.itl.cell(label);
    tpot = families.tpot.cell(label);
    queueTime = families.queueTime.cell(label);
    backpressure = families.backpressure.cell(label);
    outputTokens = families.outputTokens.cell(label);
    promptTokens = families.promptTokens.cell(label);
    promptTokensTotal = families.tokens.cell(label, TokenType.PROMPT);
    completionTokensTotal = families.tokens.cell(label, TokenType.COMPLETION);
    cachedPromptTokens = families.cachedPromptTokens.cell(label);
    reasoningTokens = families.reasoningTokens.cell(label);
    usageMissing = families.usageMissing.cell(label);
    usageEstimated = families.usageEstimated.cell(label);
    cost = families.cost == null ? null : families.cost.cells(label);
    for (Status status : Status.values()) {
      latency.put(status, families.latency.cell(label, status.label()));
    }
    for (ErrorType type : ErrorType.values()) {
      errors.put(type, families.errors.cell(label, type.label()));
    }
    for (FinishReason reason : FinishReason.values()) {
      finishReasons.put(reason, families.finishReasons.cell(label, reason.label()));
    }
  }

  HistogramCell latency(Status status) {
    return Objects.requireNonNull(latency.get(status));
  }

  CounterCell errors(ErrorType type) {
    return Objects.requireNonNull(errors.get(type));
  }

  CounterCell finishReasons(FinishReason reason) {
    return Objects.requireNonNull(finishReasons.get(reason));
  }
}
