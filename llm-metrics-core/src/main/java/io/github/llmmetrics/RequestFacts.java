package io.github.llmmetrics;

import io.github.llmmetrics.cost.Price;
import io.prometheus.metrics.model.snapshots.Labels;
import org.jspecify.annotations.Nullable;

/** What is known of a request when it begins, and never changes. */
record RequestFacts(
    @Nullable String id,
    String model,
    @Nullable String customerId,
    @Nullable Price price,
    @Nullable Labels exemplar) {}
