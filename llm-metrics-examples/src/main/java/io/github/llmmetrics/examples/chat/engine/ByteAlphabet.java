package io.github.llmmetrics.examples.chat.engine;

/**
 * The printable alphabet of GPT-2's byte-level BPE: one character for each byte, in which a
 * vocabulary file spells its tokens.
 */
final class ByteAlphabet {
  private static final char[] CHARACTERS = new char[256];
  private static final byte[] BYTES = new byte[512];

  static {
    int shifted = 256;
    for (int b = 0; b < 256; b++) {
      CHARACTERS[b] = isPrintable(b) ? (char) b : (char) shifted++;
      BYTES[CHARACTERS[b]] = (byte) b;
    }
  }

  private ByteAlphabet() {}

  /** The character that stands for a byte. */
  static char character(byte b) {
    return CHARACTERS[Byte.toUnsignedInt(b)];
  }

  /** The bytes that a token spelled in this alphabet stands for. */
  static byte[] bytes(String spelling) {
    byte[] bytes = new byte[spelling.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = BYTES[spelling.charAt(i)];
    }
    return bytes;
  }

  private static boolean isPrintable(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
  }
}
