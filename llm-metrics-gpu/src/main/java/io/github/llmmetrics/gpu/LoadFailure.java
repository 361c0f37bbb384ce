package io.github.llmmetrics.gpu;

/** Why a native library could not be loaded, in words that tell what to do. */
final class LoadFailure {

  /** Deeper than any chain of causes; one that goes in a circle has no end. */
  private static final int MAX_CAUSES = 20;

  private LoadFailure() {}

  /** Says it in a line. */
  static String describe(Throwable thrown) {
    Throwable root = rootOf(thrown);
    return root instanceof IllegalCallerException
        ? "the JVM denies native access; start it with --enable-native-access=ALL-UNNAMED"
        : "the driver's library cannot be loaded: " + textOf(root);
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    for (int i = 0; i < MAX_CAUSES && root.getCause() != null; i++) {
      root = root.getCause();
    }
    return root;
  }

  // Throwable on purpose: the text is made by the code of whoever threw it.
  @SuppressWarnings("CatchThrowable")
  private static String textOf(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (Throwable t) {
      return thrown.getClass().getName();
    }
  }
}
