package io.github.llmmetrics.examples.chat.load;

/** What the load can do to a service. */
enum Act {
  /** An ordinary question about a term of the Jargon File. */
  QUESTION,
  /** A question whose answer may be as long as it needs, so that it mostly ends by itself. */
  WHOLE_ANSWER,
  /** A question whose answer goes on to its last token, however often the model would have ended it. */
  LONG_ANSWER,
  /** A client that closes its connection after a few tokens. */
  HANG_UP,
  /** A long answer that the service has too little time for. */
  TIGHT_DEADLINE,
  /** A prompt with an e-mail address. */
  EMAIL,
  /** A prompt with the number of a credit card. */
  CREDIT_CARD,
  /** A prompt that tries to take the model over. */
  INJECTION,
  /** A prompt with a rude word. */
  RUDE_WORD,
  /** A question from somebody seen rarely: many customers make many series. */
  GUEST,
  /** A question whose customer is spelt with a control character. */
  ODD_NAME,
  /** A question whose answer is then given a score that is none: status 400. */
  ODD_SCORE,
  /** A model that the service does not have: status 404. */
  UNKNOWN_MODEL,
  /** A request without messages: status 400. */
  NO_MESSAGES,
  /** A prompt that is longer than the model's context: status 400. */
  LONG_PROMPT
}
