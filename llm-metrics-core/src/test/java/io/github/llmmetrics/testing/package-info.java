/** What the tests of all modules share: a clock that is moved by hand, the text of a scrape, programs of the
 * machine, rules of coding. */
@NullMarked
package io.github.llmmetrics.testing;

import org.jspecify.annotations.NullMarked;
