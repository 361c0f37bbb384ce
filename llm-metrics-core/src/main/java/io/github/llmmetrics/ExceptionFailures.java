package io.github.llmmetrics;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What an exception of the JDK says about a failed request; the first cause that says something decides. */
final class ExceptionFailures {

  // Causes can be a ring.
  private static final int MAX_DEPTH = 16;

  private ExceptionFailures() {}

  static Failure classify(@Nullable Throwable cause) {
    Throwable current = cause;
    for (int depth = 0; current != null && depth < MAX_DEPTH; depth++) {
      Failure failure = classifyOne(current);
      if (failure != null) {
        return failure;
      }
      current = current.getCause();
    }
    return Failure.error(cause == null ? ErrorType.UNKNOWN : ErrorType.INTERNAL);
  }

  private static @Nullable Failure classifyOne(Throwable cause) {
    if (isTimeout(cause)) {
      return new Failure(Status.TIMEOUT, ErrorType.TIMEOUT);
    }
    if (cause instanceof CancellationException) {
      return new Failure(Status.CANCELLED, ErrorType.UNKNOWN);
    }
    if (cause instanceof FileSystemException || cause instanceof FileNotFoundException) {
      return Failure.error(ErrorType.INTERNAL);
    }
    // A broken pipe and a reset connection are plain IOExceptions; so are most failures of HTTP
    // clients.
    if (cause instanceof IOException) {
      return Failure.error(ErrorType.CONNECTION);
    }
    if (cause instanceof RejectedExecutionException) {
      return new Failure(Status.REJECTED, ErrorType.OVERLOADED);
    }
    return cause instanceof OutOfMemoryError ? Failure.error(ErrorType.OUT_OF_MEMORY) : null;
  }

  /** A SocketTimeoutException is an InterruptedIOException. */
  private static boolean isTimeout(Throwable cause) {
    return cause instanceof TimeoutException
        || cause instanceof HttpTimeoutException
        || cause instanceof InterruptedIOException;
  }
}
