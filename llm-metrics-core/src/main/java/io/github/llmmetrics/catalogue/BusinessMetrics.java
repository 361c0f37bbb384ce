package io.github.llmmetrics.catalogue;

import static io.github.llmmetrics.catalogue.Dimension.BUSINESS;

import java.util.List;

/**
 * The business dimension: customers, cost, satisfaction.
 *
 * <p>Every constant is listed in the table of {@code docs/metrics.md}.
 */
public final class BusinessMetrics {

  /** Requests by customer. */
  public static final MetricDefinition CUSTOMER_REQUESTS = MetricDefinition.counter(
          "customer_requests", BUSINESS, "llm_customer_requests_total")
      .says("Requests by customer", "requests by customer")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.CUSTOMER_ID, LabelDefinitions.MODEL)
      .alsoKnownAs("guide: llm_requests_by_customer_total")
      .build();

  /** Tokens by customer. */
  public static final MetricDefinition CUSTOMER_TOKENS = MetricDefinition.counter(
          "customer_tokens", BUSINESS, "llm_customer_tokens_total")
      .says("Tokens by customer", "tokens by customer")
      .unit(MetricUnit.TOKENS)
      .labels(LabelDefinitions.CUSTOMER_ID, LabelDefinitions.MODEL, LabelDefinitions.TOKEN_TYPE)
      .alsoKnownAs("guide: llm_tokens_by_customer_total")
      .build();

  /** Estimated cost of one request. */
  public static final MetricDefinition REQUEST_COST = MetricDefinition.histogram(
          "request_cost", BUSINESS, "llm_cost_per_request_dollars", Buckets.REQUEST_COST)
      .says("Cost per request", "estimated cost of one request")
      .unit(MetricUnit.DOLLARS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs("llm_cost_per_request")
      .build();

  /** Estimated cost by customer (a counter, so that a histogram need not carry customer_id). */
  public static final MetricDefinition CUSTOMER_COST = MetricDefinition.counter(
          "customer_cost", BUSINESS, "llm_customer_cost_dollars_total")
      .says(
          "Cost by customer",
          "estimated cost by customer (a counter, so that a histogram need not carry customer_id)")
      .unit(MetricUnit.DOLLARS)
      .labels(LabelDefinitions.CUSTOMER_ID, LabelDefinitions.MODEL)
      .build();

  /** Estimated cost by model. */
  public static final MetricDefinition COST = MetricDefinition.counter(
          "cost", BUSINESS, "llm_cost_dollars_total")
      .says("Cost", "estimated cost by model")
      .unit(MetricUnit.DOLLARS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs("litellm_spend_metric_total")
      .build();

  /** Requests whose model is not in the price table, or whose token counts are missing: counted, never guessed. */
  public static final MetricDefinition UNPRICED_REQUESTS = MetricDefinition.counter(
          "unpriced_requests", BUSINESS, "llm_unpriced_requests_total")
      .says(
          "Unpriced requests",
          "requests whose model is not in the price table, or whose token counts are missing: counted, never guessed")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs("litellm_zero_cost_requests_total")
      .build();

  /** Mean of the users' feedback of the last 15 minutes; absent when none. */
  public static final MetricDefinition USER_SATISFACTION = MetricDefinition.gauge(
          "user_satisfaction", BUSINESS, "llm_user_satisfaction")
      .says(
          "User satisfaction",
          "mean of the users' feedback of the last 15 minutes; absent when none")
      .unit(MetricUnit.SCORE)
      .labels(LabelDefinitions.MODEL, LabelDefinitions.SEGMENT)
      .lowIsBad()
      .build();

  /** Users' feedback. */
  public static final MetricDefinition SATISFACTION_SCORES = MetricDefinition.histogram(
          "satisfaction_scores", BUSINESS, "llm_user_satisfaction_scores", Buckets.SCORE)
      .says("User satisfaction scores", "users' feedback")
      .unit(MetricUnit.SCORE)
      .labels(LabelDefinitions.MODEL, LabelDefinitions.SEGMENT)
      .build();

  /** Which price table is in force. */
  public static final MetricDefinition PRICE_TABLE_INFO = MetricDefinition.info(
          "price_table_info", BUSINESS, "llm_price_table_info")
      .says("Price table", "which price table is in force")
      .labels(LabelDefinitions.VERSION, LabelDefinitions.MODELS)
      .build();

  static final List<MetricDefinition> ALL = List.of(
      CUSTOMER_REQUESTS,
      CUSTOMER_TOKENS,
      REQUEST_COST,
      CUSTOMER_COST,
      COST,
      UNPRICED_REQUESTS,
      USER_SATISFACTION,
      SATISFACTION_SCORES,
      PRICE_TABLE_INFO);

  private BusinessMetrics() {}
}
