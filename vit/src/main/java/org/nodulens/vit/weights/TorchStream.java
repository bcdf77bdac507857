package org.nodulens.vit.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.StoredTensor;

/**
 * What PyTorch saved before 1.6: five pickles one behind the other (a magic number, a version, the
 * machine, the object, the keys of its storages), then each storage, as a count of elements and
 * their bytes.
 */
final class TorchStream implements TensorFile, TorchStorages {
  private static final int LARGEST_PICKLES = 1 << 25;
  private static final int BEFORE_THE_OBJECT = 3;
  private static final byte[] MAGIC = {
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19
  };

  private final FileChannel channel;
  private final String where;
  private final Map<String, PickleValue.Storage> storages = new LinkedHashMap<>();
  private final Map<String, Long> positions = new HashMap<>();
  private Map<String, StoredTensor> tensors = Map.of();

  private TorchStream(FileChannel channel, String where) {
    this.channel = channel;
    this.where = where;
  }

  static TorchStream open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      TorchStream stream = new TorchStream(channel, file.toString());
      stream.read();
      return stream;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void read() throws IOException {
    ByteBuffer pickles = bytes(0, (int) Math.min(LARGEST_PICKLES, channel.size()));
    requireMagic(pickles);
    for (int i = 0; i < BEFORE_THE_OBJECT; i++) {
      Unpickler.read(pickles, where, storage -> {});
    }
    PickleValue root =
        Unpickler.read(pickles, where, storage -> storages.put(storage.key(), storage));
    PickleValue keys = Unpickler.read(pickles, where, storage -> {});
    if (!(keys instanceof PickleValue.Sequence list)) {
      throw new ModelFormatException(where + " has no list of its storages");
    }
    long at = pickles.position();
    for (PickleValue key : list.items()) {
      at = place(key, at);
    }
    tensors = NestedTensors.of(root, this, where);
  }

  private void requireMagic(ByteBuffer pickles) throws ModelFormatException {
    boolean is = pickles.limit() > MAGIC.length + 2;
    for (int i = 0; is && i < MAGIC.length; i++) {
      is = pickles.get(i + 2) == MAGIC[i];
    }
    if (!is) {
      throw new ModelFormatException(where + " is a pickle, but no checkpoint of PyTorch");
    }
  }

  /** Notes where a storage lies; returns where the next one does. */
  private long place(PickleValue key, long at) throws IOException {
    if (!(key instanceof PickleValue.Text text) || !storages.containsKey(text.value())) {
      throw new ModelFormatException(where + " lists a storage that no tensor refers to");
    }
    PickleValue.Storage storage = storages.get(text.value());
    long length = storage.elements() * storage.type().bytes();
    long start = at + Long.BYTES;
    if (length > channel.size() - start) {
      throw new ModelFormatException(
          where + " ends within storage " + text.value() + " of " + length + " bytes");
    }
    long counted = bytes(at, Long.BYTES).getLong();
    if (counted != storage.elements()) {
      throw new ModelFormatException(
          where
              + ": storage "
              + text.value()
              + " has "
              + counted
              + " elements, expected are "
              + storage.elements());
    }
    positions.put(text.value(), start);
    return start + length;
  }

  private ByteBuffer bytes(long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new ModelFormatException(where + " is cut short");
      }
    }
    return buffer.flip();
  }

  @Override
  public void require(PickleValue.Storage storage) throws ModelFormatException {
    if (!positions.containsKey(storage.key()) || !storage.equals(storages.get(storage.key()))) {
      throw new ModelFormatException(where + " lacks storage " + storage.key());
    }
  }

  @Override
  public InputStream open(PickleValue.Storage storage) throws IOException {
    require(storage);
    return new FromPosition(Objects.requireNonNull(positions.get(storage.key())));
  }

  /** The file from a position on; closing it leaves the file open. */
  private final class FromPosition extends InputStream {
    private long at;

    FromPosition(long at) {
      this.at = at;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = channel.read(ByteBuffer.wrap(into, from, length), at);
      at += Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = Math.max(0, Math.min(count, channel.size() - at));
      at += skipped;
      return skipped;
    }
  }

  @Override
  public String format() {
    return "PyTorch before 1.6";
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
