/** Every query that is generated, for the tests that ask a real Prometheus; other modules' tests use it, too. */
@NullMarked
package io.github.llmmetrics.stack.testing;

import org.jspecify.annotations.NullMarked;
