package org.nodulens.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.nodulens.vit.NoEngineException;
import picocli.CommandLine.ParameterException;

/** What went wrong, on one line, for somebody who does not read traces. */
final class ErrorLine {
  private ErrorLine() {}

  static String of(Throwable thrown) {
    Throwable error = unwrapped(thrown);
    if (error instanceof UsageException
        || error instanceof ParameterException
        || error instanceof NoEngineException) {
      return oneLine(error.getMessage());
    }
    if (error instanceof FileSystemException fault) {
      return ofFile(fault);
    }
    if (error instanceof FileNotFoundException) {
      return "cannot open " + oneLine(error.getMessage());
    }
    if (error instanceof IOException) {
      String message = oneLine(error.getMessage());
      return message.isEmpty() ? "input or output failed: " + name(error) : message;
    }
    if (error instanceof OutOfMemoryError) {
      long mib = Runtime.getRuntime().maxMemory() >> 20;
      return "out of memory (" + mib + " MiB heap); NODULENS_OPTS=-Xmx8g gives 8 GiB";
    }
    return "internal error: "
        + name(error)
        + (error.getMessage() == null ? "" : ": " + oneLine(error.getMessage()))
        + "; --verbose shows the trace";
  }

  /** The file that a fault of the file system names, with which its line then begins. */
  static Optional<Path> file(Throwable thrown) {
    return unwrapped(thrown) instanceof FileSystemException fault && fault.getFile() != null
        ? Optional.of(Path.of(fault.getFile()))
        : Optional.empty();
  }

  /** The fault itself, where a pool or a stream has wrapped it. */
  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean wrapper =
        thrown instanceof UncheckedIOException
            || thrown instanceof ExecutionException
            || thrown instanceof CompletionException;
    return wrapper && cause != null ? unwrapped(cause) : thrown;
  }

  private static String ofFile(FileSystemException fault) {
    String file = fault.getFile() == null ? "a file" : fault.getFile();
    if (fault instanceof NoSuchFileException) {
      return file + " does not exist";
    }
    if (fault instanceof NotDirectoryException) {
      return file + " is not a folder";
    }
    if (fault instanceof AccessDeniedException) {
      return file + ": permission denied";
    }
    String reason = fault.getReason() == null ? name(fault) : fault.getReason();
    return file + ": " + oneLine(reason);
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  private static String name(Throwable error) {
    return error.getClass().getSimpleName();
  }
}
