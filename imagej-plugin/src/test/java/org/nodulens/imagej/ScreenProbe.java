package org.nodulens.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.ImageCanvas;
import ij.gui.ImageRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import java.awt.Point;
import java.awt.Scrollbar;
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

  /** For a macro's {@code call}: from now on a file says what is over the image. */
  public static String tell(String file) {
    Thread thread = new Thread(() -> writeAgainAndAgain(Path.of(file)), "screen probe");
    thread.setDaemon(true);
    thread.start();
    return "";
  }

  private static void writeAgainAndAgain(Path file) {
    try {
      while (true) {
        write(file, state());
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The opacity of the strongest colours in percent, 0 without an overlay; the number of results;
   * the type of the selection; where the middle of the dialog's first slider is.
   */
  private static String state() {
    ImagePlus image = WindowManager.getImage(WindowManager.getIDList()[0]);
    double strongest = 0;
    if (image.getOverlay() != null) {
      for (Roi roi : image.getOverlay()) {
        double opacity = roi instanceof ImageRoi picture ? picture.getOpacity() : 0;
        strongest = opacity < 1 ? Math.max(strongest, opacity) : strongest; // the legend has 1
      }
    }
    Point slider = new Point();
    for (Window window : Window.getWindows()) {
      if (window instanceof GenericDialog dialog && dialog.isShowing()) {
        Scrollbar first = (Scrollbar) dialog.getSliders().get(0);
        slider = first.getLocationOnScreen();
        slider.translate(first.getWidth() / 2, first.getHeight() / 2);
      }
    }
    return String.join(
        "\n",
        String.valueOf(Math.round(100 * strongest)),
        String.valueOf(ResultsTable.getResultsTable().size()),
        image.getRoi().getTypeAsString(),
        String.valueOf(slider.x),
        String.valueOf(slider.y));
  }

  private static void write(Path file, String text) throws IOException {
    Path aside = Path.of(file + ".tmp");
    Files.writeString(aside, text);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
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
      write(file, text);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
