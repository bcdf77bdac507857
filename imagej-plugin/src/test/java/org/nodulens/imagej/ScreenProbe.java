package org.nodulens.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageCanvas;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import java.awt.Point;
import java.awt.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Inside the ImageJ under test: waits for results, makes room, and writes down what there is. */
public final class ScreenProbe {
  private ScreenProbe() {}

  /** For a macro's {@code call}. */
  public static String watch(String file) {
    Thread thread = new Thread(() -> waitAndWrite(Path.of(file)), "screen probe");
    thread.setDaemon(true);
    thread.start();
    return "";
  }

  private static void waitAndWrite(Path file) {
    try {
      ResultsTable table = ResultsTable.getResultsTable();
      while (table.size() == 0 || WindowManager.getWindow("Results") == null) {
        Thread.sleep(100);
      }
      Window results = WindowManager.getWindow("Results");
      results.setLocation(0, 750);
      Recorder.getInstance().setLocation(650, 750);
      ImagePlus image = WindowManager.getImage(WindowManager.getIDList()[0]);
      image.getWindow().setLocation(100, 110);
      image.getWindow().toFront();
      Thread.sleep(3000);
      ImageCanvas canvas = image.getCanvas();
      Point at = canvas.getLocationOnScreen();
      String text =
          String.join(
              "\n",
              String.valueOf(at.x),
              String.valueOf(at.y),
              String.valueOf(canvas.getMagnification()),
              String.valueOf(table.getValue("Prediction", 0)),
              Recorder.getInstance().getText().replace('\n', ' '),
              image.getRoi().getTypeAsString());
      image.deleteRoi(); // it would cover the map
      Thread.sleep(1000);
      Path aside = Path.of(file + ".tmp");
      Files.writeString(aside, text);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
