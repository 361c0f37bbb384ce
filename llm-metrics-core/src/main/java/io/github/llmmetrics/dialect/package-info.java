/**
 * The same measurements under the names of others, as data: {@link io.github.llmmetrics.dialect.Dialect} is the entry
 * point; a table of each dialect says which of the catalogue's metrics a foreign one is made of, and what is missing.
 * Nothing is recorded here: package {@code instrument} derives the foreign series from a scrape's own.
 *
 * <p>May use: {@code catalogue}.
 */
@NullMarked
package io.github.llmmetrics.dialect;

import org.jspecify.annotations.NullMarked;
