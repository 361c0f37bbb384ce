/** The example service seen by the clients that its users have; compiled and run with {@code -Pfull} only. */
@NullMarked
package io.github.llmmetrics.examples.clients;

import org.jspecify.annotations.NullMarked;
