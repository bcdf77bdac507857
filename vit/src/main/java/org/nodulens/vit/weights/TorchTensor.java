package org.nodulens.vit.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;
import org.nodulens.vit.ElementType;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.StoredTensor;
import org.nodulens.vit.Tensor;

/** A tensor of a PyTorch checkpoint: a view into one of its storages. */
final class TorchTensor implements StoredTensor {
  private static final int CHUNK_BYTES = 1 << 20;

  private final TorchView view;
  private final TorchStorages storages;
  private final String where;

  TorchTensor(TorchView view, TorchStorages storages, String where) {
    this.view = view;
    this.storages = storages;
    this.where = where;
  }

  @Override
  public int[] shape() {
    return view.shape();
  }

  @Override
  public Tensor read() throws IOException {
    PickleValue.Storage storage = view.storage();
    ElementType type =
        storage
            .type()
            .elements()
            .orElseThrow(
                () ->
                    new ModelFormatException(
                        where + " is of " + storage.type() + ", not of floating point"));
    if (view.count() == 0) {
      return new Tensor(new float[0], view.shape());
    }
    try (InputStream in = storages.open(storage)) {
      in.skipNBytes(view.offset() * type.bytes());
      float[] span = decoded(in, type, view.span());
      return new Tensor(view.isContiguous() ? span : view.gathered(span), view.shape());
    } catch (EOFException | ZipException e) {
      throw new ModelFormatException(where + " is damaged or cut short", e);
    }
  }

  private static float[] decoded(InputStream in, ElementType type, int count) throws IOException {
    float[] values = new float[count];
    byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, (long) count * type.bytes())];
    for (int at = 0; at < count; ) {
      int now = Math.min(count - at, chunk.length / type.bytes());
      if (in.readNBytes(chunk, 0, now * type.bytes()) < now * type.bytes()) {
        throw new EOFException();
      }
      type.decode(ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN), values, at, now);
      at += now;
    }
    return values;
  }
}
