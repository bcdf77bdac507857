package org.nodulens.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** Inside the ImageJ under test: writes down what commands have left, and what was recorded. */
public final class OutcomeProbe {
  private OutcomeProbe() {}

  /** For a macro's {@code call}: from now on {@code recorded} and {@code outcome} in a folder. */
  public static String tell(String folder) {
    Recorder recorder = Recorder.getInstance();
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  write(Path.of(folder, "recorded"), recorder.getText());
                  write(Path.of(folder, "outcome"), outcome());
                  Thread.sleep(100);
                }
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            "outcome probe");
    thread.setDaemon(true);
    thread.start();
    return "";
  }

  /** For a macro's {@code call}: what there is now. */
  public static String tellOnce(String file) throws IOException {
    write(Path.of(file), outcome());
    return "";
  }

  /** Result rows; of each image its selection, what lies over it, and a picture's own pixels. */
  private static String outcome() {
    StringBuilder text = new StringBuilder();
    ResultsTable table = ResultsTable.getResultsTable();
    for (int row = 0; row < table.size(); row++) {
      text.append(table.getRowAsString(row)).append('\n');
    }
    for (int id : WindowManager.getIDList()) {
      ImagePlus image = WindowManager.getImage(id);
      text.append(image.getTitle()).append(' ').append(image.getRoi()).append('\n');
      if (image.getBitDepth() == 24) {
        text.append(pixels((int[]) image.getProcessor().getPixels())).append('\n');
      }
      if (image.getOverlay() != null) {
        for (Roi roi : image.getOverlay()) {
          text.append(roi.getPosition()).append(' ').append(roi.getBounds());
          if (roi instanceof ImageRoi picture) {
            text.append(' ').append(picture.getOpacity()).append(' ');
            text.append(pixels((int[]) picture.getProcessor().getPixels()));
          }
          text.append('\n');
        }
      }
    }
    return text.toString();
  }

  private static String pixels(int[] rgb) {
    return "pixels " + Integer.toHexString(Arrays.hashCode(rgb));
  }

  private static void write(Path file, String text) throws IOException {
    Path aside = Path.of(file + ".tmp");
    Files.writeString(aside, text);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
