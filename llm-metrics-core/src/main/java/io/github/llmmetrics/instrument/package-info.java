/**
 * From a definition of the catalogue to an instrument in a registry; the GPU module and the integrations use it too.
 *
 * <p>{@link io.github.llmmetrics.instrument.InstrumentSet} is the entry point: it makes the families, registers all of
 * them or none, and is scraped as one. A family makes cells, one for each set of label values; whoever records resolves
 * its cells once and keeps them. What a cell is made of is known in this package only, so that it can be replaced.
 *
 * <p>May use: {@code catalogue}, {@code dialect}, {@code internal} and client_java.
 */
@NullMarked
package io.github.llmmetrics.instrument;

import org.jspecify.annotations.NullMarked;
