package org.nodulens.datasets.archive;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The archive did not deliver what was asked for: expected, and a row of the ledger. */
final class ArchiveFault extends IOException {
  private static final long serialVersionUID = 1L;

  /** Whether it helps to ask again. */
  enum Kind {
    /** The network or the server, for the moment. */
    PASSING,
    /** What came is wrong, perhaps on its way: worth one more try. */
    CONTENT,
    /** The answer will not change. */
    FINAL
  }

  private final Kind kind;
  private final String code;
  private final @Nullable Duration retryAfter;

  private ArchiveFault(Kind kind, String code, String message, @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  static ArchiveFault passing(String code, String message) {
    return new ArchiveFault(Kind.PASSING, code, message, null);
  }

  static ArchiveFault content(String code, String message) {
    return new ArchiveFault(Kind.CONTENT, code, message, null);
  }

  static ArchiveFault lasting(String code, String message) {
    return new ArchiveFault(Kind.FINAL, code, message, null);
  }

  ArchiveFault withRetryAfter(@Nullable Duration wait) {
    return new ArchiveFault(kind, code, reason(), wait);
  }

  Kind kind() {
    return kind;
  }

  /** The ledger's word for it. */
  String code() {
    return code;
  }

  String reason() {
    return Objects.requireNonNull(getMessage());
  }

  /** What the server asked to wait, where it did. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
