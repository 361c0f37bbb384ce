/** What the tests share: a clock that is moved by hand, and the text of a scrape. */
@NullMarked
package io.github.llmmetrics.testing;

import org.jspecify.annotations.NullMarked;
