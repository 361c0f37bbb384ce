/**
 * What the rooms of the library share and nobody else should use: clock, guard around host code, throttled log,
 * background threads, ranges of settings. Not part of the API: it may change in any release.
 *
 * <p>May use: the JDK.
 */
@NullMarked
package io.github.llmmetrics.internal;

import org.jspecify.annotations.NullMarked;
