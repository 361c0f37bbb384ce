package io.github.llmmetrics;

/**
 * Says what an element of a stream carries.
 *
 * <p>Called once for each element, in their order, before the consumer gets it. One that throws or returns null harms
 * neither the stream nor the request: the element counts as {@link Chunk#NONE}, and what was thrown is in
 * {@code llm_metrics_callback_failures_total{source="chunk_reader"}}.
 *
 * @param <T> the type of the elements
 */
@FunctionalInterface
public interface ChunkReader<T> {

  /**
   * Reads an element, and changes nothing in it.
   *
   * @param element what came
   * @return what it carries
   */
  Chunk read(T element);
}
