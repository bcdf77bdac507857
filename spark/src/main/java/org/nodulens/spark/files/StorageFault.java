package org.nodulens.spark.files;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Tells a file's own fault from the storage's. The first is an {@link IOException}, which may
 * become a row of a ledger; the second must not, and is unchecked: the task fails and is tried
 * again.
 */
final class StorageFault {
  private StorageFault() {}

  /**
   * A request to a storage.
   *
   * @param <T> what it answers
   */
  @FunctionalInterface
  interface Request<T> {
    T send() throws IOException;
  }

  /**
   * Sends a request.
   *
   * @throws IOException if the file is not there, is there already, may not be read, or is damaged
   * @throws UncheckedIOException if the storage does not answer as it should
   */
  static <T> T told(Path path, Request<T> request) throws IOException {
    try {
      return request.send();
    } catch (FileNotFoundException e) {
      throw with(new NoSuchFileException(path.toString()), e);
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      throw with(new FileAlreadyExistsException(path.toString()), e);
    } catch (AccessDeniedException | org.apache.hadoop.security.AccessControlException e) {
      throw with(new AccessDeniedException(path.toString()), e);
    } catch (EOFException | FileSystemException | org.apache.hadoop.fs.ChecksumException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be reached: " + e.getMessage(), e);
    }
  }

  private static IOException with(IOException fault, IOException cause) {
    fault.initCause(cause);
    return fault;
  }
}
