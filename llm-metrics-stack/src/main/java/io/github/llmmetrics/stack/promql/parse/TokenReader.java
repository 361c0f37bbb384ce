package io.github.llmmetrics.stack.promql.parse;

import java.util.ArrayList;
import java.util.List;

/** The tokens of an expression, read one after the other. */
final class TokenReader {

  private final List<Token> tokens;
  private int index;

  TokenReader(String text) {
    tokens = Lexer.tokens(text);
  }

  Token peek() {
    return tokens.get(index);
  }

  Token next() {
    Token token = peek();
    index = Math.min(index + 1, tokens.size() - 1);
    return token;
  }

  boolean skipSymbol(String symbol) {
    boolean isNext = peek().isSymbol(symbol);
    if (isNext) {
      next();
    }
    return isNext;
  }

  boolean skipWord(String keyword) {
    boolean isNext = peek().isWord(keyword);
    if (isNext) {
      next();
    }
    return isNext;
  }

  Token require(String symbol) {
    if (!peek().isSymbol(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
    return next();
  }

  /** A name, also one of UTF-8 in quotes. */
  Token requireName() {
    if (peek().kind() != Token.Kind.NAME && peek().kind() != Token.Kind.STRING) {
      throw unexpected("a name");
    }
    return next();
  }

  /** Names in parentheses, with a comma after each but the last. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    require("(");
    while (!peek().isSymbol(")")) {
      names.add(requireName().text());
      if (!skipSymbol(",")) {
        break;
      }
    }
    require(")");
    return names;
  }

  /** A length of time: a duration, seconds, or a variable of Grafana. */
  String duration() {
    Token token = peek();
    boolean isTime = token.kind() == Token.Kind.DURATION || token.kind() == Token.Kind.NUMBER;
    if (!isTime && !token.isTemplate()) {
      throw unexpected("a duration");
    }
    return next().text();
  }

  ParseException unexpected(String wanted) {
    return new ParseException(wanted + " expected, not " + peek(), peek().start());
  }
}
