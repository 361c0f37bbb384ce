package io.github.llmmetrics.stack.promql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts an expression into tokens. */
final class Lexer {

  /** Far beyond what anybody writes, and few enough to walk through the expression by recursion. */
  private static final int MOST_TOKENS = 4_000;

  private static final String VARIABLE =
      "\\$\\{[^}\\n]*+\\}|\\$\\w++|\\[\\[\\w++(?::\\w++)?+\\]\\]";
  private static final Pattern BLANK = Pattern.compile("(?:\\s|#[^\\n]*+)++");
  private static final Pattern NAME =
      Pattern.compile("(?:[A-Za-z_:]|" + VARIABLE + ")(?:[\\w:]|" + VARIABLE + ")*+");
  private static final Pattern NAME_IN_BRACKETS =
      Pattern.compile("(?:[A-Za-z_]|" + VARIABLE + ")(?:\\w|" + VARIABLE + ")*+");
  private static final Pattern DURATION = Pattern.compile("(?:\\d++(?:ms|[smhdwy]))++(?!\\w)");
  private static final Pattern NUMBER = Pattern.compile(
      "(?:0[xX][0-9a-fA-F]++|(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][+-]?+\\d++)?+)(?!\\w)");
  private static final Pattern STRING =
      Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*+)\"|'((?:[^'\\\\\\n]|\\\\.)*+)'|`([^`]*+)`");
  private static final Pattern SYMBOL =
      Pattern.compile("==|!=|=~|!~|<=|>=|[(){}\\[\\],:+\\-*/%^=<>@]");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private boolean isInBrackets;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of an expression, the last of which is the end. */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (true) {
      find(BLANK);
      if (position == text.length()) {
        tokens.add(new Token(Token.Kind.END, "", position, position));
        return;
      }
      if (tokens.size() == MOST_TOKENS) {
        throw new ParseException("more than " + MOST_TOKENS + " parts", position);
      }
      tokens.add(next());
    }
  }

  private Token next() {
    int start = position;
    // A variable in double brackets looks like a bracket, a duration like a number, and a number is
    // no name.
    for (Token.Kind kind :
        List.of(Token.Kind.NAME, Token.Kind.DURATION, Token.Kind.NUMBER, Token.Kind.STRING)) {
      Matcher found = find(pattern(kind));
      if (found != null) {
        return new Token(kind, content(found), start, position);
      }
    }
    Matcher symbol = find(SYMBOL);
    if (symbol == null) {
      throw new ParseException("unexpected " + text.charAt(start), start);
    }
    isInBrackets = switch (symbol.group()) {
      case "[" -> true;
      case "]" -> false;
      default -> isInBrackets;
    };
    return new Token(Token.Kind.SYMBOL, symbol.group(), start, position);
  }

  private Pattern pattern(Token.Kind kind) {
    return switch (kind) {
      // Between brackets a colon parts a window from its step.
      case NAME -> isInBrackets ? NAME_IN_BRACKETS : NAME;
      case DURATION -> DURATION;
      case NUMBER -> NUMBER;
      default -> STRING;
    };
  }

  private static String content(Matcher found) {
    for (int group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return found.group(group);
      }
    }
    return found.group();
  }

  private @Nullable Matcher find(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    position = matcher.end();
    return matcher;
  }
}
