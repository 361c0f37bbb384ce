/**
 * The example service as others see it: a real Prometheus that scrapes it, promtool and a strict OpenMetrics parser that
 * read its exposition, real clients that talk to it.
 */
@NullMarked
package io.github.llmmetrics.examples.system;

import org.jspecify.annotations.NullMarked;
