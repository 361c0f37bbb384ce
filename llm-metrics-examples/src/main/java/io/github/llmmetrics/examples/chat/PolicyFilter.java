package io.github.llmmetrics.examples.chat;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a text what the service does not take from users, and does not want to say. Thread-safe. */
final class PolicyFilter {

  private static final Pattern INJECTION = pattern(
      "\\b(ignore|disregard|forget) (all |any )?(of )?(the |your |my )?(previous|prior|above|earlier) "
          + "(instructions|prompts|rules)|\\b(reveal|print|show) (me )?(the |your )?system prompt");
  private static final Pattern EMAIL =
      pattern("\\b[\\w.%+-]{1,64}@[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){0,8}\\.[a-z]{2,24}\\b");
  private static final Pattern CARD = pattern("(?<!\\d)\\d(?:[ -]?\\d){12,18}(?!\\d)");
  private static final Pattern PROFANITY =
      pattern("\\b(shit\\w*|fuck\\w*|asshole\\w*|bastard\\w*|crap\\w*|bullshit)\\b");

  private PolicyFilter() {}

  static Set<Violation> inspect(String text) {
    Set<Violation> found = EnumSet.noneOf(Violation.class);
    if (INJECTION.matcher(text).find()) {
      found.add(Violation.PROMPT_INJECTION);
    }
    if (EMAIL.matcher(text).find() || hasCardNumber(text)) {
      found.add(Violation.PII);
    }
    if (PROFANITY.matcher(text).find()) {
      found.add(Violation.PROFANITY);
    }
    return found;
  }

  private static boolean hasCardNumber(String text) {
    Matcher candidates = CARD.matcher(text);
    while (candidates.find()) {
      if (passesLuhn(candidates.group().replaceAll("[ -]", ""))) {
        return true;
      }
    }
    return false;
  }

  /** The check digit that all payment cards have; other long numbers pass one time in ten. */
  private static boolean passesLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : digit * 2;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
