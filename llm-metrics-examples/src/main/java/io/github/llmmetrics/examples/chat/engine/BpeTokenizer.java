package io.github.llmmetrics.examples.chat.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A byte-level BPE tokenizer in the manner of GPT-2. Immutable and thread-safe. */
public final class BpeTokenizer {
  private static final Pattern WORD = Pattern.compile(
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
      Pattern.UNICODE_CHARACTER_CLASS);

  private final byte[][] bytesOf;
  private final int[] byteTokens = new int[256];
  private final Map<SpecialToken, Integer> specialIds = new EnumMap<>(SpecialToken.class);
  private final BpeMerges merges;

  /**
   * Creates a tokenizer from the lists in a model file.
   *
   * @param vocabulary the tokens by id, spelled in GPT-2's byte alphabet
   * @param mergeRules rules of the form {@code "left right"}, the strongest first
   * @throws IllegalArgumentException when a single byte, a special token or a merged token is
   *     missing
   */
  BpeTokenizer(List<String> vocabulary, List<String> mergeRules) {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      ids.put(vocabulary.get(id), id);
    }
    bytesOf = vocabulary.stream().map(ByteAlphabet::bytes).toArray(byte[][]::new);
    for (SpecialToken special : SpecialToken.values()) {
      int id = require(ids, special.spelling());
      specialIds.put(special, id);
      bytesOf[id] = new byte[0];
    }
    for (int b = 0; b < byteTokens.length; b++) {
      byteTokens[b] = require(ids, String.valueOf(ByteAlphabet.character((byte) b)));
    }
    merges = new BpeMerges(mergeRules, ids);
  }

  /**
   * Encodes plain text. Special markers in the text are text like any other, so a prompt cannot
   * forge a turn of the conversation.
   *
   * @param text any text
   * @return the token ids
   */
  public List<Integer> encode(String text) {
    List<Integer> tokens = new ArrayList<>();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      tokens.addAll(encodeWord(words.group().getBytes(StandardCharsets.UTF_8)));
    }
    return tokens;
  }

  /**
   * Decodes tokens. Special tokens have no text, incomplete characters are replaced.
   *
   * @param tokens token ids
   * @return their text
   */
  public String decode(List<Integer> tokens) {
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    tokens.forEach(token -> utf8.writeBytes(bytesOf[token]));
    return utf8.toString(StandardCharsets.UTF_8);
  }

  /**
   * The id of a special token.
   *
   * @param special the token
   * @return its place in the vocabulary
   */
  public int id(SpecialToken special) {
    return require(specialIds, special);
  }

  /** {@return the number of tokens in the vocabulary; ids run from 0 to one less} */
  public int vocabularySize() {
    return bytesOf.length;
  }

  /** The UTF-8 bytes of a token: possibly a part of a character, none for a special token. */
  byte[] bytes(int token) {
    return bytesOf[token];
  }

  private List<Integer> encodeWord(byte[] utf8) {
    int[] tokens = new int[utf8.length];
    for (int i = 0; i < utf8.length; i++) {
      tokens[i] = byteTokens[Byte.toUnsignedInt(utf8[i])];
    }
    return merges.apply(tokens);
  }

  private static <K> int require(Map<K, Integer> ids, K key) {
    Integer id = ids.get(key);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary has no token " + key);
    }
    return id;
  }
}
