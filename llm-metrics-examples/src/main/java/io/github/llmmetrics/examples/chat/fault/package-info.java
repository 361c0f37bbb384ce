/**
 * Faults for a fire drill: the service really misbehaves, so that its alerts can be seen to fire and to end.
 *
 * <p>{@link io.github.llmmetrics.examples.chat.fault.Fault} lists them, {@link
 * io.github.llmmetrics.examples.chat.fault.Faults} switches them, and {@link
 * io.github.llmmetrics.examples.chat.fault.ModelFaults} has the points of the serving path at which they strike. None
 * of them writes a metric: they delay, hold, break or ask for too much, and the service records what it then sees.
 */
@NullMarked
package io.github.llmmetrics.examples.chat.fault;

import org.jspecify.annotations.NullMarked;
