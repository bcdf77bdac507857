package org.nodulens.imagej;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.plugin.frame.RoiManager;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The selections of ImageJ's ROI Manager, or of a file that it has saved. */
final class ListedRois {
  private static final String ENDING = ".roi";

  /** No selection takes more. */
  private static final int MOST_BYTES = 1 << 24;

  private ListedRois() {}

  /** Asks for a file; without one the ROI Manager's selections are meant. */
  static OptionForm ask(OptionForm form) {
    return form.note("ROIs from a file instead of the ROI Manager:").file("ROIs:", "");
  }

  /** What a form asks for. */
  static List<Roi> of(OptionForm form) throws RefusedException, IOException {
    String file = form.text("rois").strip();
    List<Roi> rois = file.isEmpty() ? ofManager() : ofFile(Path.of(file));
    if (rois.isEmpty()) {
      throw new RefusedException(
          (file.isEmpty() ? "the ROI Manager is empty" : file + " holds no selection")
              + ": mark each nodule and add it (Edit > Selection > Add to Manager)");
    }
    return rois;
  }

  private static List<Roi> ofManager() {
    if (GraphicsEnvironment.isHeadless()) {
      return List.of(); // it is a window
    }
    @Nullable RoiManager manager = RoiManager.getInstance2();
    return manager == null ? List.of() : List.of(manager.getRoisAsArray());
  }

  /** A .roi, or a .zip of them, in the order of the file. */
  private static List<Roi> ofFile(Path file) throws RefusedException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new RefusedException("there is no file " + file);
    }
    if (file.toString().endsWith(ENDING)) {
      return List.of(decoded(Files.readAllBytes(file), file.getFileName().toString(), file));
    }
    if (!file.toString().endsWith(".zip")) {
      throw new RefusedException(
          "selections are read from a " + ENDING + " or a .zip of them, not from " + file);
    }
    List<Roi> rois = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(ENDING)).toList()) {
        byte[] bytes = zip.getInputStream(entry).readNBytes(MOST_BYTES);
        rois.add(decoded(bytes, entry.getName(), file));
      }
    }
    return rois;
  }

  private static Roi decoded(byte[] bytes, String name, Path file) throws RefusedException {
    Roi roi;
    try {
      roi = new RoiDecoder(bytes, name).getRoi();
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new RefusedException(name + " in " + file + " is no selection: " + e.getMessage());
    }
    int position = ByteBuffer.wrap(bytes).getInt(RoiDecoder.POSITION);
    if (roi.getPosition() == 0 && !roi.hasHyperStackPosition() && position > 0) {
      roi.setPosition(position); // which ImageJ forgets of points without counters
    }
    return roi;
  }
}
