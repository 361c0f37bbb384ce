/**
 * Load for the chat example: {@link io.github.llmmetrics.examples.chat.load.Load} plays its customers and prints what its
 * metrics say, over HTTP alone.
 */
@NullMarked
package io.github.llmmetrics.examples.chat.load;

import org.jspecify.annotations.NullMarked;
