package io.github.llmmetrics.stack.promql;

import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VectorTest {

  private static final Window WINDOW = Window.of(Duration.ofMinutes(5));
  private static final Vector DEPTH =
      Scope.ALL.gauge(ApplicationMetrics.QUEUE_DEPTH).now().sumBy(MODEL);
  private static final Vector ACTIVE =
      Scope.ALL.gauge(ApplicationMetrics.ACTIVE_REQUESTS).now().sumBy(MODEL);
  private static final Vector ALL_ACTIVE =
      Scope.ALL.gauge(ApplicationMetrics.ACTIVE_REQUESTS).now().sumBy();
  private static final Vector UP =
      Scope.ALL.gauge(SystemMetrics.GPU_UP).now().minBy(TargetLabels.INSTANCE, GPU_ID);
  private static final Vector DRIVER_UP =
      Scope.ALL.gauge(SystemMetrics.GPU_DRIVER_UP).now().maxBy(TargetLabels.INSTANCE);

  @Test
  void aggregations_keepTheLabelsThatAreNamed() {
    Vector now = Scope.ALL.gauge(ApplicationMetrics.QUEUE_DEPTH).now();

    assertThat(now.sumBy(MODEL)).hasToString("sum by (model) (llm_queue_depth)");
    assertThat(now.maxBy()).hasToString("max(llm_queue_depth)");
    assertThat(now.minBy(MODEL)).hasToString("min by (model) (llm_queue_depth)");
    assertThat(now.meanBy(MODEL)).hasToString("avg by (model) (llm_queue_depth)");
    assertThat(now.countBy()).hasToString("count(llm_queue_depth)");
    assertThat(now.sumBy(TargetLabels.INSTANCE, MODEL).labels())
        .containsExactly("instance", "model");
  }

  @Test
  void aggregation_byALabelThatIsGone_throws() {
    assertThatThrownBy(() -> DEPTH.sumBy(TargetLabels.INSTANCE))
        .hasMessage("no labels [instance] but [model] in: sum by (model) (llm_queue_depth)");
  }

  @Test
  void ratio_isGuardedOnBothSides() {
    assertThat(Vector.ratio(DEPTH, ACTIVE)).hasToString("""
        (sum by (model) (llm_queue_depth) or 0 * sum by (model) (llm_active_requests))
        /
        (sum by (model) (llm_active_requests) > 0)""");
  }

  @Test
  void ratio_cannotBeSummed() {
    Vector ratio = Vector.ratio(DEPTH, ACTIVE);

    assertThatThrownBy(() -> ratio.sumBy())
        .hasMessageStartingWith("a ratio, quantile, mean or level cannot be summed: ");
    assertThatThrownBy(() -> ratio.times(100).sumBy()).hasMessageContaining("cannot be summed");
    assertThatThrownBy(() -> ratio.plus(DEPTH).sumBy()).hasMessageContaining("cannot be summed");
    assertThatThrownBy(() -> ratio.above(0).sumBy()).hasMessageContaining("cannot be summed");
    assertThat(ratio.maxBy().labels()).isEmpty();
  }

  @Test
  void ratio_ofOtherLabels_throws() {
    assertThatThrownBy(() -> Vector.ratio(DEPTH, ALL_ACTIVE))
        .hasMessageStartingWith("labels [model] and [] must be the same for: ");
  }

  @Test
  void arithmetic_ofTheSameLabels_needsNoMatching() {
    assertThat(DEPTH.plus(ACTIVE))
        .hasToString("sum by (model) (llm_queue_depth) + sum by (model) (llm_active_requests)");
    assertThat(DEPTH.minus(ACTIVE))
        .hasToString("sum by (model) (llm_queue_depth) - sum by (model) (llm_active_requests)");
    assertThat(DEPTH.dividedBy(ACTIVE))
        .hasToString("sum by (model) (llm_queue_depth) / sum by (model) (llm_active_requests)");
  }

  @Test
  void arithmetic_withFewerLabels_saysWhichSeriesBelongTogether() {
    assertThat(UP.dividedBy(DRIVER_UP)).hasToString("""
        min by (instance, gpu_id) (llm_gpu_up)
        / on (instance) group_left ()
        max by (instance) (llm_gpu_driver_up)""");
  }

  @Test
  void arithmetic_withMoreLabels_throws() {
    assertThatThrownBy(() -> DRIVER_UP.plus(UP))
        .hasMessage("labels [instance] lack some of [gpu_id, instance]"
            + " in: min by (instance, gpu_id) (llm_gpu_up)");
  }

  @Test
  void operand_ofTwoParts_isInParentheses() {
    assertThat(DEPTH.plus(ACTIVE).times(2))
        .hasToString(
            "(sum by (model) (llm_queue_depth) + sum by (model) (llm_active_requests)) * 2");
    assertThat(DEPTH.times(2).complement())
        .hasToString("1 - (sum by (model) (llm_queue_depth) * 2)");
  }

  @Test
  void complement_cannotBeSummed() {
    assertThat(DEPTH.complement()).hasToString("1 - sum by (model) (llm_queue_depth)");
    assertThat(DEPTH.complement().isAdditive()).isFalse();
  }

  @Test
  void comparisons_keepTheValue() {
    assertThat(DEPTH.above(50)).hasToString("sum by (model) (llm_queue_depth) > 50");
    assertThat(DEPTH.below(0.5)).hasToString("sum by (model) (llm_queue_depth) < 0.5");
    assertThat(DEPTH.compare(Comparison.AT_LEAST, 20))
        .hasToString("sum by (model) (llm_queue_depth) >= 20");
    assertThat(DEPTH.compare(Comparison.EQUAL, 0))
        .hasToString("sum by (model) (llm_queue_depth) == 0");
  }

  @Test
  void and_unless_matchByTheCommonLabels() {
    assertThat(DEPTH.and(ACTIVE))
        .hasToString("sum by (model) (llm_queue_depth) and sum by (model) (llm_active_requests)");
    assertThat(UP.and(DRIVER_UP)).hasToString("""
        min by (instance, gpu_id) (llm_gpu_up)
        and on (instance)
        max by (instance) (llm_gpu_driver_up)""");
    assertThat(UP.unless(DRIVER_UP).labels()).containsExactly("gpu_id", "instance");
  }

  @Test
  void or_hasTheLabelsOfBoth() {
    Vector either = DEPTH.or(ALL_ACTIVE);

    assertThat(either).hasToString("sum by (model) (llm_queue_depth) or sum(llm_active_requests)");
    assertThat(either.labels()).containsExactly("model");
    assertThat(DRIVER_UP.or(DEPTH).labels()).containsExactly("instance", "model");
  }

  @Test
  void top_keepsTheLabels() {
    assertThat(DEPTH.top(10)).hasToString("topk(10, sum by (model) (llm_queue_depth))");
    assertThat(DEPTH.top(10).labels()).containsExactly("model");
  }

  @Test
  void expression_thatIsLong_takesALineForEachPart() {
    Vector rate =
        Scope.ALL.counter(ApplicationMetrics.PREFIX_CACHE_HITS).rate(WINDOW).sumBy(MODEL);

    assertThat(rate.plus(rate)).hasToString("""
        sum by (model) (rate(llm_prefix_cache_hits_total[5m]))
        +
        sum by (model) (rate(llm_prefix_cache_hits_total[5m]))""");
  }

  @Test
  void labels_cannotBeChanged() {
    assertThatThrownBy(() -> DEPTH.labels().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void equals_isByText() {
    Vector same = Scope.ALL.gauge(ApplicationMetrics.QUEUE_DEPTH).now().sumBy(MODEL);

    assertThat(same).isEqualTo(DEPTH).hasSameHashCodeAs(DEPTH).isNotEqualTo(ACTIVE);
    assertThat(same.text()).isEqualTo("sum by (model) (llm_queue_depth)");
  }
}
