/**
 * A chat service that is watched by llm-metrics: an OpenAI-compatible endpoint on the small real engine of the package
 * {@code engine}. {@link io.github.llmmetrics.examples.chat.ChatService} is where it starts.
 *
 * <p>What llm-metrics asks of a service is in three classes: {@code ServiceMetrics} builds the metrics and declares what
 * they count, {@code RequestRecorder} tells the life of one request, {@code EngineView} shows the engine at a scrape.
 * A request can be followed through {@code HttpApi}, {@code ChatHandler}, {@code ChatTurn} and the two kinds of
 * {@code ChatAnswer}.
 */
@NullMarked
package io.github.llmmetrics.examples.chat;

import org.jspecify.annotations.NullMarked;
