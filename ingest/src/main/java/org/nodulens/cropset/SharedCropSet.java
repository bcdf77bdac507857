package org.nodulens.cropset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * The crop set that this process works on, piece after piece: its manifest and the heads of its
 * shards are read once, not for every piece.
 */
public final class SharedCropSet {
  private static @Nullable SharedCropSet last;

  private final Path folder;
  private final FileTime written;
  private final CropSet set;

  private SharedCropSet(Path folder, FileTime written, CropSet set) {
    this.folder = folder;
    this.written = written;
    this.set = set;
  }

  /**
   * The set of this folder, opened anew where its manifest has changed.
   *
   * @throws org.nodulens.volumeio.FormatException as {@link CropSet#open} does
   */
  public static synchronized CropSet of(Path folder) throws IOException {
    Path manifest = folder.resolve(CropFiles.MANIFEST);
    if (last != null && last.folder.equals(folder) && Files.exists(manifest)) {
      if (last.written.equals(Files.getLastModifiedTime(manifest))) {
        return last.set;
      }
    }
    CropSet set = CropSet.open(folder);
    last = new SharedCropSet(folder, Files.getLastModifiedTime(manifest), set);
    return set;
  }
}
