package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockPoolTest {
  private static final PrefixKey ONE = new PrefixKey(null, new int[] {1});
  private static final PrefixKey TWO = new PrefixKey(ONE, new int[] {2});

  private final BlockPool pool = new BlockPool(2);

  @Test
  void release_lastHolder_freesTheBlock() {
    int block = pool.allocate();
    pool.publish(block, ONE);
    assertThat(pool.share(ONE)).hasValue(block);

    pool.release(block);
    assertThat(pool.used()).isEqualTo(1);
    pool.release(block);
    assertThat(pool.used()).isZero();
  }

  @Test
  void share_freeBlock_stillHasItsContent() {
    int block = pool.allocate();
    pool.publish(block, ONE);
    pool.release(block);

    assertThat(pool.share(ONE)).hasValue(block);
    assertThat(pool.used()).isEqualTo(1);
    assertThat(pool.share(TWO)).isEmpty();
  }

  @Test
  void allocate_allFree_takesTheLongestUnused() {
    int older = pool.allocate();
    int newer = pool.allocate();
    pool.publish(older, ONE);
    pool.publish(newer, TWO);
    pool.release(older);
    pool.release(newer);

    assertThat(pool.allocate()).isEqualTo(older);
    assertThat(pool.share(ONE)).isEmpty();
    assertThat(pool.share(TWO)).hasValue(newer);
  }

  @Test
  void publish_equalContentTwice_keepsTheFirst() {
    int first = pool.allocate();
    int second = pool.allocate();
    pool.publish(first, ONE);
    pool.publish(second, new PrefixKey(null, new int[] {1}));
    pool.release(second);

    assertThat(pool.allocate()).isEqualTo(second);
    assertThat(pool.share(ONE)).hasValue(first);
  }

  @Test
  void prefixKey_sameTokensAfterOthers_isAnotherContent() {
    assertThat(new PrefixKey(ONE, new int[] {3})).isEqualTo(new PrefixKey(ONE, new int[] {3}));
    assertThat(new PrefixKey(ONE, new int[] {3})).isNotEqualTo(new PrefixKey(TWO, new int[] {3}));
    assertThat(new PrefixKey(ONE, new int[] {1})).isNotEqualTo(ONE);
  }
}
