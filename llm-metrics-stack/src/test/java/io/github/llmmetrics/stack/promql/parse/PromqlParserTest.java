package io.github.llmmetrics.stack.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
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
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlParserTest {

  static Stream<String> generated() {
    return RuleSet.of(StackSettings.DEFAULT)
        .groups()
        .flatMap(group -> group.rules().stream())
        .map(rule -> String.valueOf(rule.tree().get("expr")));
  }

  @ParameterizedTest
  @MethodSource("generated")
  void parse_everyGeneratedRule_isAnExpression(String text) {
    assertThat(PromqlParser.parse(text).all()).isNotEmpty();
  }

  @Test
  void parse_quantile_hasAllItsParts() {
    assertThat(
            PromqlParser.parse(
                "histogram_quantile(0.9, sum by (le, model) (rate(x_bucket{job=\"a\",le!~'1|2',}[5m])))"))
        .isEqualTo(new Call(
            "histogram_quantile",
            List.of(
                new NumberLiteral(0.9),
                new Aggregation(
                    "sum",
                    new Grouping(false, List.of("le", "model")),
                    List.of(),
                    new Call(
                        "rate",
                        List.of(new Range(
                            new SeriesSelector(
                                "x_bucket",
                                List.of(
                                    new Matcher("job", "=", "a"), new Matcher("le", "!~", "1|2")),
                                58,
                                true),
                            "5m")))))));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      1 + 2 * 3; 7
      (1 + 2) * 3; 9
      2 ^ 3 ^ 2; 512
      -2 ^ 2; -4
      - 2 * 3; -6
      +7 % 4; 3
      10 - 4 - 3; 3
      12 * 0.5 / 2; 3
      0x10 + .5e1; 21
      1e3; 1000
      """)
  void constant_numbersAndOperators_isWhatPrometheusMakesOfThem(String text, double value) {
    assertThat(PromqlParser.parse(text).constant()).isEqualTo(OptionalDouble.of(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a + 1", "1 > 2", "-a", "$n", "1 atan2 1", "\"a\""})
  void constant_anythingElse_isEmpty(String text) {
    assertThat(PromqlParser.parse(text).constant()).isEmpty();
  }

  @Test
  void parse_operators_bindAsInPrometheus() {
    Expression a = selector("a", 1);

    assertThat(PromqlParser.parse("a or b and c > bool 1"))
        .isEqualTo(new Binary(
            "or",
            false,
            List.of(),
            a,
            new Binary(
                "and",
                false,
                List.of(),
                selector("b", 6),
                new Binary(">", true, List.of(), selector("c", 12), new NumberLiteral(1)))));
    assertThat(PromqlParser.parse("-a ^ 2"))
        .isEqualTo(new Negation(
            new Binary("^", false, List.of(), selector("a", 2), new NumberLiteral(2))));
  }

  @Test
  void parse_matching_keepsTheLabels() {
    assertThat(PromqlParser.parse("a * ON (x, y) GROUP_LEFT (z) b"))
        .isEqualTo(
            new Binary("*", false, List.of("x", "y", "z"), selector("a", 1), selector("b", 30)));
    assertThat(PromqlParser.parse("a / ignoring () group_right b"))
        .isEqualTo(new Binary("/", false, List.of(), selector("a", 1), selector("b", 29)));
  }

  @Test
  void parse_aggregations_inBothForms() {
    Grouping without = new Grouping(true, List.of("pod"));

    assertThat(PromqlParser.parse("topk(3, a) without (pod)"))
        .isEqualTo(
            new Aggregation("topk", without, List.of(new NumberLiteral(3)), selector("a", 9)));
    assertThat(PromqlParser.parse("Sum without (pod,) (a)"))
        .isEqualTo(new Aggregation("sum", without, List.of(), selector("a", 21)));
    assertThat(without.keeps("pod")).isFalse();
    assertThat(without.keeps("le")).isTrue();
  }

  @Test
  void parse_selectorsWithoutAName_takeItFromTheMatchers() {
    assertThat(PromqlParser.parse("{__name__=\"a\",b=\"c\"}"))
        .isEqualTo(new SeriesSelector("a", List.of(new Matcher("b", "=", "c")), 1, true));
    assertThat(PromqlParser.parse("{\"a.b\"}"))
        .isEqualTo(new SeriesSelector("a.b", List.of(), 1, true));
    assertThat(PromqlParser.parse("{job=~\".+\"}"))
        .isEqualTo(new SeriesSelector("", List.of(new Matcher("job", "=~", ".+")), 1, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a[5m] offset 1h",
        "a offset -5m",
        "a[1h30m:5m] @ end()",
        "a @ 1609746000.5",
        "max_over_time(rate(a[5m])[1h:])",
        "a[$__rate_interval]",
        "a[$__range:$__interval]",
        "a[[[window]]]",
        "a{model=~\"$model\"}",
        "a{model=~\"${model:regex}\"}",
        "${metric}_total",
        "llm_[[kind]]_total{a=`b`}",
        "sum by ($by) (a)",
        "topk($n, a) > $limit",
        "$fn(a)",
        "a # says why\n> 1",
        "vector(Inf) + NaN",
        "time() - timestamp(a)",
        "a{b='it\\'s'}"
      })
  void parse_whatPrometheusOrGrafanaReads_isAnExpression(String text) {
    assertThat(PromqlParser.parse(text).all()).isNotEmpty();
  }

  @Test
  void parse_variablesOfGrafana_standForAnything() {
    assertThat(PromqlParser.parse("$n")).isEqualTo(new Template("$n"));
    assertThat(PromqlParser.parse("${m}_total{a=\"b\"}"))
        .isEqualTo(new SeriesSelector("${m}_total", List.of(new Matcher("a", "=", "b")), 11, true));
    assertThat(PromqlParser.parse("'a'")).isEqualTo(new TextLiteral("a"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
      ~~; an expression expected, not the end at character 1
      a +; an expression expected, not the end at character 4
      a b; an operator or the end expected, not 'b' at character 3
      sum(a; ')' expected, not the end at character 6
      sum(); something to aggregate before expected, not the end at character 6
      a{b}; one of = != =~ !~ expected, not '}' at character 4
      a{b=c}; a text in quotes expected, not 'c' at character 5
      a{="b"}; a name expected, not '=' at character 3
      a[5]x; an operator or the end expected, not 'x' at character 5
      a[five]; a duration expected, not 'five' at character 3
      a[5m; ']' expected, not the end at character 5
      rat(a[5m]); unknown function rat at character 1
      a{b="c; unexpected " at character 5
      a ? b; unexpected ? at character 3
      0xfffffffffffffffff; too great a number at character 1
      """)
  void parse_noPromql_saysWhatAndWhere(String text, String message) {
    assertThatThrownBy(() -> PromqlParser.parse(text))
        .isInstanceOf(ParseException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "-", "sum(", "a[1m:1m]^", "{a=\"", "${", "[[", "#\n", "\"\\\\", "a+"})
  void parse_partsRepeatedManyTimes_endsWithParseException(String part) {
    assertThatThrownBy(() -> PromqlParser.parse(part.repeat(50_000)))
        .isInstanceOf(ParseException.class);
  }

  @Test
  void parse_randomTokens_throwsNothingButParseException() {
    List<String> parts = List.of(
        "a",
        "llm_x_total",
        "sum",
        "by",
        "without",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ",",
        "=",
        "=~",
        "\"",
        "'",
        "`",
        "\\",
        "5m",
        "1",
        "0x",
        "1e",
        ".",
        ":",
        "$x",
        "${",
        "[[y]]",
        "+",
        "-",
        "*",
        "/",
        "%",
        "^",
        "==",
        "!",
        "<",
        "and",
        "unless",
        "on",
        "group_left",
        "bool",
        "offset",
        "@",
        "start",
        "rate",
        "histogram_quantile",
        "inf",
        "\n",
        "#",
        "ü",
        "\0",
        " ",
        " ");
    Random random = new Random(20261124);

    for (int run = 0; run < 20_000; run++) {
      StringBuilder text = new StringBuilder();
      random.ints(1 + random.nextInt(12), 0, parts.size()).forEach(i -> text.append(parts.get(i)));
      parseOrRefuse(text.toString());
    }
  }

  @Test
  void parse_generatedRuleWithRandomChanges_throwsNothingButParseException() {
    List<String> rules = generated().toList();
    Random random = new Random(20261125);

    for (int run = 0; run < 5_000; run++) {
      StringBuilder text = new StringBuilder(rules.get(random.nextInt(rules.size())));
      for (int change = 0; change < 3; change++) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, (char) random.nextInt(128));
        }
      }
      parseOrRefuse(text.toString());
    }
  }

  private static void parseOrRefuse(String text) {
    try {
      assertThat(PromqlParser.parse(text).all()).isNotEmpty();
    } catch (ParseException e) {
      assertThat(e).hasMessageContaining(" at character ");
    } catch (RuntimeException | StackOverflowError e) {
      fail("on: " + text, e);
    }
  }

  private static SeriesSelector selector(String name, int end) {
    return new SeriesSelector(name, List.of(), end, false);
  }
}
