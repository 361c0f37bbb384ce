/** Traffic for the chat service, so that its metrics have something to show. */
@NullMarked
package io.github.llmmetrics.examples.chat.load;

import org.jspecify.annotations.NullMarked;
