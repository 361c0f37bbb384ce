package io.github.llmmetrics.stack.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlTest {

  private static final String ALPHABET = "aZ09 .:-#'\"\n\t\\{}[]&*!|>%@`~=<,?+_/é$";

  @Test
  void document_isReadableAndStaysInOrder() {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("alert", "LLMHighTTFT");
    rule.put("expr", "a > 1\nand\nb > 2");
    rule.put("for", "5m");
    rule.put("on", "yes");
    rule.put("text", "{{ $labels.model }}: 5 %");
    rule.put("quote", "up{job=\"llm\"}");
    rule.put("flag", true);
    rule.put("count", 3);
    rule.put("list", List.of("a", "12:30"));
    rule.put("none", List.of());

    assertThat(Yaml.text(Map.of("groups", List.of(rule)))).isEqualTo("""
        groups:
          - alert: LLMHighTTFT
            expr: |-
              a > 1
              and
              b > 2
            for: 5m
            "on": "yes"
            text: "{{ $labels.model }}: 5 %"
            quote: 'up{job="llm"}'
            flag: true
            count: 3
            list:
              - a
              - "12:30"
            none: []
        """);
  }

  static Stream<String> nasty() {
    return Stream.of(
        "",
        " ",
        "~",
        "null",
        "Null",
        "NULL",
        "true",
        "True",
        "FALSE",
        "yes",
        "No",
        "ON",
        "off",
        "y",
        "N",
        "010",
        "0o10",
        "0x1F",
        "0b11",
        "1_000",
        "12:30",
        "1:2:3",
        "190:20:30.15",
        "1e3",
        "1.",
        ".5",
        "+1",
        "-1",
        "-",
        "--",
        "---",
        "...",
        "=",
        "<<",
        "?",
        ":",
        "a: b",
        "a:",
        ":a",
        "#a",
        "a #b",
        "a# b",
        "- a",
        "-a",
        "[a",
        "]",
        "{a",
        "}",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "'a'",
        "\"a\"",
        "it's \"it\"",
        "\\",
        "\\n",
        "a\\",
        "2026-11-24",
        "2026-11-24T12:00:00Z",
        ".inf",
        "-.INF",
        ".nan",
        "NaN",
        "inf",
        "5m",
        "30d",
        "1d2h",
        "0",
        "00",
        "1,2",
        "a\nb",
        "a\nb\n",
        "a\n\nb\n\n",
        "\na",
        " a\nb",
        "a \nb ",
        "\ta\nb",
        "a\tb",
        "a\r\nb",
        "\u0000",
        "\u0007",
        "é°",
        "\uFEFF",
        "😀",
        "a\n  b\n c",
        "{{ $value | printf \"%.2f\" }}");
  }

  @ParameterizedTest
  @MethodSource("nasty")
  void string_isReadBackByYaml11AndYaml12_asKeyValueAndElement(String text) {
    assertReadBack(text);
  }

  @Test
  void strings_ofAnyCharacters_areReadBack() {
    Random random = new Random(20_261_124);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      assertReadBack(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0085b", "a\u2028b", "a\u2029b"})
  void string_withALineBreakOfUnicode_isRefused(String text) {
    assertThatThrownBy(() -> Yaml.text(Map.of("key", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no YAML: a line break of Unicode in: " + text);
  }

  private static void assertReadBack(String text) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("value", text);
    document.put("elements", new ArrayList<>(List.of(text, text)));
    document.put("map", Map.of(text, text));
    String yaml = Yaml.text(document);

    Object yaml11 = new org.yaml.snakeyaml.Yaml().load(yaml);
    assertThat(yaml11).as(yaml).isEqualTo(document);
    Load yaml12 = new Load(LoadSettings.builder().build());
    assertThat(yaml12.loadFromString(yaml)).as(yaml).isEqualTo(document);
  }

  @Test
  void numbersAndBooleans_areWhatTheyAre() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("port", 9090);
    document.put("ratio", 0.25);
    document.put("flag", false);
    String yaml = Yaml.text(document);

    Object yaml11 = new org.yaml.snakeyaml.Yaml().load(yaml);
    assertThat(yaml11).isEqualTo(document);
    assertThat(yaml).isEqualTo("port: 9090\nratio: 0.25\nflag: false\n");
  }
}
