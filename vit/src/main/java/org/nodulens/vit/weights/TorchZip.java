package org.nodulens.vit.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.StoredTensor;

/**
 * What PyTorch saves since 1.6: a zip archive of {@code NAME/data.pkl} and a file a storage, {@code
 * NAME/data/KEY}. Nothing is unpacked to disk, so that no name in it leads anywhere.
 */
final class TorchZip implements TensorFile, TorchStorages {
  private static final String PICKLE = "data.pkl";
  private static final int LARGEST_PICKLE = 1 << 25;
  private static final int MOST_ENTRIES = 200_000;

  /** PyTorch stores; what others have deflated may come out so many times as large as the file. */
  private static final long MOST_INFLATED = 32;

  private final ZipFile zip;
  private final String where;
  private final String prefix;
  private Map<String, StoredTensor> tensors = Map.of();

  private TorchZip(ZipFile zip, String where, String prefix) {
    this.zip = zip;
    this.where = where;
    this.prefix = prefix;
  }

  static TorchZip open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw damaged(file, e);
    }
    try {
      return read(zip, file);
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      zip.close();
      throw damaged(file, e);
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }

  private static ModelFormatException damaged(Path file, Exception e) {
    String why = e.getMessage() == null ? "" : ": " + e.getMessage();
    return new ModelFormatException(file + " is no sound zip archive, or cut short" + why, e);
  }

  private static TorchZip read(ZipFile zip, Path file) throws IOException {
    if (zip.size() > MOST_ENTRIES) {
      throw new ModelFormatException(file + " has " + zip.size() + " entries, too many");
    }
    List<? extends ZipEntry> entries = Collections.list(zip.entries());
    long deflated =
        entries.stream()
            .filter(entry -> entry.getMethod() != ZipEntry.STORED)
            .mapToLong(entry -> Math.min(entry.getSize(), Long.MAX_VALUE / MOST_ENTRIES))
            .sum();
    if (deflated > MOST_INFLATED * Files.size(file)) {
      throw new ModelFormatException(
          file + " would inflate to " + deflated + " bytes, from " + Files.size(file));
    }
    String prefix = prefix(entries, file);
    TorchZip torch = new TorchZip(zip, file.toString(), prefix);
    torch.requireLittleEndian();
    PickleValue root = Unpickler.read(torch.pickle(), file.toString(), storage -> {});
    torch.tensors = NestedTensors.of(root, torch, file.toString());
    return torch;
  }

  /** The folder in the archive that holds everything. */
  private static String prefix(List<? extends ZipEntry> entries, Path file)
      throws ModelFormatException {
    for (ZipEntry entry : entries) {
      if (entry.getName().endsWith("/constants.pkl") || entry.getName().contains("/code/")) {
        throw new ModelFormatException(
            file + " is a TorchScript program, not a checkpoint: save its state_dict()");
      }
    }
    return entries.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
        .map(name -> name.substring(0, name.length() - PICKLE.length()))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelFormatException(
                    file + " is a zip archive without " + PICKLE + ": no PyTorch checkpoint"));
  }

  private void requireLittleEndian() throws IOException {
    ZipEntry entry = zip.getEntry(prefix + "byteorder");
    if (entry != null) {
      try (InputStream in = zip.getInputStream(entry)) {
        String order = new String(in.readNBytes(16), StandardCharsets.UTF_8).strip();
        if (!order.equals("little")) {
          throw new ModelFormatException(
              where + " has byte order \"" + order + "\", only \"little\" is read");
        }
      }
    }
  }

  private ByteBuffer pickle() throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(prefix + PICKLE))) {
      byte[] bytes = in.readNBytes(LARGEST_PICKLE + 1);
      if (bytes.length > LARGEST_PICKLE) {
        throw new ModelFormatException(
            where + " has a " + PICKLE + " of more than " + LARGEST_PICKLE + " bytes");
      }
      return ByteBuffer.wrap(bytes);
    }
  }

  @Override
  public void require(PickleValue.Storage storage) throws ModelFormatException {
    entry(storage);
  }

  @Override
  public InputStream open(PickleValue.Storage storage) throws IOException {
    return zip.getInputStream(entry(storage));
  }

  private ZipEntry entry(PickleValue.Storage storage) throws ModelFormatException {
    String name = prefix + "data/" + storage.key();
    ZipEntry entry = zip.getEntry(name);
    long expected = storage.elements() * storage.type().bytes();
    if (entry == null || entry.getSize() != expected) {
      throw new ModelFormatException(
          where
              + ": its entry "
              + name
              + (entry == null ? " is missing" : " has " + entry.getSize() + " bytes")
              + ", expected are "
              + expected);
    }
    return entry;
  }

  @Override
  public String format() {
    return "PyTorch";
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
