package io.github.llmmetrics.examples.chat.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 that arrives in pieces: the bytes of an incomplete character are held back until
 * the rest comes. Not thread-safe.
 */
final class Utf8Stream {
  private final CharsetDecoder decoder = StandardCharsets.UTF_8
      .newDecoder()
      .onMalformedInput(CodingErrorAction.REPLACE)
      .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] held = new byte[0];

  /** The characters that these bytes complete; empty when they complete none. */
  String append(byte[] piece) {
    ByteBuffer bytes = ByteBuffer.allocate(held.length + piece.length);
    bytes.put(held).put(piece).flip();
    CharBuffer characters = CharBuffer.allocate(bytes.remaining());
    // Malformed input is replaced and UTF-8 never has more characters than bytes, so the result can
    // only say that all complete characters were read.
    var unused = decoder.decode(bytes, characters, false);
    held = new byte[bytes.remaining()];
    bytes.get(held);
    return characters.flip().toString();
  }
}
