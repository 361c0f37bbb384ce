/**
 * What a person may have meant by a name that does not exist.
 *
 * <p>May use: the JDK.
 */
@NullMarked
package io.github.llmmetrics.stack.suggest;

import org.jspecify.annotations.NullMarked;
