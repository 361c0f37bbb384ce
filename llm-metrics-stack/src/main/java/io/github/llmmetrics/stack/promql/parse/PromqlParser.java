package io.github.llmmetrics.stack.promql.parse;

import io.github.llmmetrics.stack.promql.Matcher;
import io.github.llmmetrics.stack.promql.parse.Expression.Aggregation;
import io.github.llmmetrics.stack.promql.parse.Expression.Binary;
import io.github.llmmetrics.stack.promql.parse.Expression.Call;
import io.github.llmmetrics.stack.promql.parse.Expression.Grouping;
import io.github.llmmetrics.stack.promql.parse.Expression.Negation;
import io.github.llmmetrics.stack.promql.parse.Expression.NumberLiteral;
import io.github.llmmetrics.stack.promql.parse.Expression.Range;
import io.github.llmmetrics.stack.promql.parse.Expression.SeriesSelector;
import io.github.llmmetrics.stack.promql.parse.Expression.Template;
import io.github.llmmetrics.stack.promql.parse.Expression.TextLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads PromQL by recursive descent. */
public final class PromqlParser {

  private static final int DEEPEST = 100;
  private static final Set<String> MATCHER_OPERATORS = Set.of("=", "!=", "=~", "!~");

  private final TokenReader tokens;
  private int depth;

  private PromqlParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads an expression.
   *
   * @param text of a rule or of a dashboard
   * @return the expression
   * @throws ParseException if it is not PromQL
   */
  public static Expression parse(String text) {
    PromqlParser parser = new PromqlParser(new TokenReader(text));
    Expression expression = parser.binary(1);
    if (parser.tokens.peek().kind() != Token.Kind.END) {
      throw parser.tokens.unexpected("an operator or the end");
    }
    return expression;
  }

  private Expression binary(int weakest) {
    enter();
    Expression left = unary();
    while (true) {
      String operator = tokens.peek().word();
      int strength = strength(tokens.peek());
      if (strength < weakest) {
        depth--;
        return left;
      }
      tokens.next();
      boolean isBool = tokens.skipWord("bool");
      List<String> labels = matchingLabels();
      Expression right = binary(strength == Vocabulary.POWER ? strength : strength + 1);
      left = new Binary(operator, isBool, labels, left, right);
    }
  }

  private static int strength(Token token) {
    boolean mayBeOperator = token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.NAME;
    return mayBeOperator ? Vocabulary.PRECEDENCE.getOrDefault(token.word(), 0) : 0;
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw new ParseException(
          "nested more than " + DEEPEST + " deep", tokens.peek().start());
    }
  }

  private List<String> matchingLabels() {
    List<String> labels = new ArrayList<>();
    if (tokens.skipWord("on") || tokens.skipWord("ignoring")) {
      labels.addAll(tokens.names());
      if (tokens.skipWord("group_left") || tokens.skipWord("group_right")) {
        if (tokens.peek().isSymbol("(")) {
          labels.addAll(tokens.names());
        }
      }
    }
    return labels;
  }

  private Expression unary() {
    if (tokens.skipSymbol("-")) {
      return new Negation(binary(Vocabulary.POWER));
    }
    if (tokens.skipSymbol("+")) {
      return binary(Vocabulary.POWER);
    }
    return modified(primary());
  }

  private Expression modified(Expression expression) {
    Expression modified = expression;
    while (true) {
      if (tokens.skipSymbol("[")) {
        String window = tokens.duration();
        if (tokens.skipSymbol(":") && !tokens.peek().isSymbol("]")) {
          tokens.duration();
        }
        tokens.require("]");
        modified = new Range(modified, window);
      } else if (tokens.skipWord("offset")) {
        tokens.skipSymbol("-");
        tokens.duration();
      } else if (tokens.skipSymbol("@")) {
        instant();
      } else {
        return modified;
      }
    }
  }

  private void instant() {
    if (tokens.skipWord("start") || tokens.skipWord("end")) {
      tokens.require("(");
      tokens.require(")");
    } else {
      tokens.skipSymbol("-");
      tokens.duration();
    }
  }

  private Expression primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> number(tokens.next());
      case STRING -> new TextLiteral(tokens.next().text());
      case NAME -> named();
      case SYMBOL -> token.isSymbol("{") ? selector("", token.start()) : inParentheses();
      default -> throw tokens.unexpected("an expression");
    };
  }

  private Expression inParentheses() {
    if (!tokens.peek().isSymbol("(")) {
      throw tokens.unexpected("an expression");
    }
    tokens.next();
    Expression expression = binary(1);
    tokens.require(")");
    return expression;
  }

  private static Expression number(Token token) {
    String text = token.word();
    return new NumberLiteral(
        text.startsWith("0x") ? hexadecimal(token, text) : Double.parseDouble(text));
  }

  private static double hexadecimal(Token token, String text) {
    try {
      return Long.parseUnsignedLong(text.substring(2), 16);
    } catch (NumberFormatException e) {
      throw new ParseException("too great a number", token.start());
    }
  }

  private Expression named() {
    Token name = tokens.next();
    Token after = tokens.peek();
    String word = name.word();
    boolean isGrouped = after.isSymbol("(") || after.isWord("by") || after.isWord("without");
    if (Vocabulary.AGGREGATIONS.contains(word) && isGrouped) {
      return aggregation(word);
    }
    if (after.isSymbol("(")) {
      return call(name);
    }
    if (word.equals("inf") || word.equals("nan")) {
      return new NumberLiteral(word.equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN);
    }
    if (name.isTemplate() && !after.isSymbol("{") && !after.isSymbol("[")) {
      return new Template(name.text());
    }
    return selector(name.text(), name.end());
  }

  private Expression aggregation(String operator) {
    Grouping grouping = new Grouping(false, List.of());
    if (!tokens.peek().isSymbol("(")) {
      grouping = grouping();
    }
    List<Expression> arguments = arguments();
    if (tokens.peek().isWord("by") || tokens.peek().isWord("without")) {
      grouping = grouping();
    }
    if (arguments.isEmpty()) {
      throw tokens.unexpected("something to aggregate before");
    }
    int last = arguments.size() - 1;
    return new Aggregation(operator, grouping, arguments.subList(0, last), arguments.get(last));
  }

  private Grouping grouping() {
    boolean isWithout = tokens.next().isWord("without");
    return new Grouping(isWithout, tokens.names());
  }

  private Expression call(Token name) {
    if (!Vocabulary.FUNCTIONS.contains(name.word()) && !name.isTemplate()) {
      throw new ParseException("unknown function " + name.text(), name.start());
    }
    return new Call(name.word(), arguments());
  }

  private List<Expression> arguments() {
    List<Expression> arguments = new ArrayList<>();
    tokens.require("(");
    while (!tokens.peek().isSymbol(")")) {
      arguments.add(binary(1));
      if (!tokens.skipSymbol(",")) {
        break;
      }
    }
    tokens.require(")");
    return List.copyOf(arguments);
  }

  private Expression selector(String name, int end) {
    if (!tokens.peek().isSymbol("{")) {
      return new SeriesSelector(name, List.of(), end, false);
    }
    int conditionsAt = tokens.next().end();
    String selected = name;
    List<Matcher> matchers = new ArrayList<>();
    while (!tokens.peek().isSymbol("}")) {
      Token label = tokens.requireName();
      Matcher matcher = matcher(label);
      if (matcher.label().equals("__name__") && matcher.operator().equals("=")) {
        selected = matcher.value();
      } else {
        matchers.add(matcher);
      }
      if (!tokens.skipSymbol(",")) {
        break;
      }
    }
    tokens.require("}");
    return new SeriesSelector(selected, List.copyOf(matchers), conditionsAt, true);
  }

  private Matcher matcher(Token label) {
    Token operator = tokens.peek();
    if (label.kind() == Token.Kind.STRING && (operator.isSymbol(",") || operator.isSymbol("}"))) {
      return new Matcher("__name__", "=", label.text());
    }
    if (operator.kind() != Token.Kind.SYMBOL || !MATCHER_OPERATORS.contains(operator.text())) {
      throw tokens.unexpected("one of = != =~ !~");
    }
    tokens.next();
    if (tokens.peek().kind() != Token.Kind.STRING) {
      throw tokens.unexpected("a text in quotes");
    }
    return new Matcher(label.text(), operator.text(), tokens.next().text());
  }
}
