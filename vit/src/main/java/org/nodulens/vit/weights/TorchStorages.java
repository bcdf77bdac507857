package org.nodulens.vit.weights;

import java.io.IOException;
import java.io.InputStream;
import org.nodulens.vit.ModelFormatException;

/** Where the values of a checkpoint's storages lie. */
interface TorchStorages {
  /**
   * Holds a storage against the file.
   *
   * @throws ModelFormatException if the file has no such storage, or not of that size
   */
  void require(PickleValue.Storage storage) throws ModelFormatException;

  /** The bytes of a storage, from its first; the caller closes it. */
  InputStream open(PickleValue.Storage storage) throws IOException;
}
