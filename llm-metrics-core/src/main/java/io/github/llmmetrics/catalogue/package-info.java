/**
 * The catalogue: every metric's name, type, unit, labels, buckets and thresholds, as data.
 *
 * <p>{@link io.github.llmmetrics.catalogue.MetricCatalogue} is the entry point. Everything else that names a metric
 * (instruments, documentation, dashboards, rules) is derived from here; a name is written nowhere else. Names, labels
 * and units are a contract with the users' dashboards: they are added to, not changed.
 *
 * <p>May use: the JDK.
 */
@NullMarked
package io.github.llmmetrics.catalogue;

import org.jspecify.annotations.NullMarked;
