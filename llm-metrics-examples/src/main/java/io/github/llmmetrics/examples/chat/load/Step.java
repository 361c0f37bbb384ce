package io.github.llmmetrics.examples.chat.load;

/** So many requests of a kind, all at once, at a second of the script. */
record Step(int second, int count, Act act, Aim aim) {}
