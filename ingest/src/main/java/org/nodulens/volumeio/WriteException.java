package org.nodulens.volumeio;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file could not be written to its end: the disk is full, a limit or a quota is reached. */
public final class WriteException extends FileSystemException {
  private static final long serialVersionUID = 1;

  WriteException(Path file, IOException cause) {
    super(file.toString(), null, cause.getMessage());
    initCause(cause);
  }
}
