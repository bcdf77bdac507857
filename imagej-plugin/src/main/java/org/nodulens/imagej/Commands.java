package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.plugin.frame.Recorder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** The commands by name; the one place where faults become messages. */
final class Commands {
  /** How a command ended, and what went wrong; empty if nothing did. */
  private record Outcome(boolean done, String fault) {
    static Outcome faulty(String fault) {
      return new Outcome(false, fault);
    }
  }

  private Commands() {}

  /**
   * Runs a command. One that was cancelled, or that went wrong, leaves no line in the recorder.
   *
   * @return what went wrong; empty if nothing did
   */
  static String run(String command) {
    return PluginLoader.call(
        () -> {
          Outcome outcome = outcome(command);
          if (!outcome.done()) {
            Recorder.setCommand(null);
          }
          return outcome.fault();
        });
  }

  private static Outcome outcome(String command) {
    try {
      switch (command) {
        case "explain" -> ExplainNodule.run(image());
        case "compare" -> CompareTasks.run(image());
        case "rois" -> ExplainRois.run(image());
        case "concept" -> ConceptFromRois.run(image());
        case "model" -> LoadModel.run();
        case "export" -> ExportMap.run(image());
        case "about" -> About.run();
        default -> throw new RefusedException("there is no command " + command);
      }
      return new Outcome(true, "");
    } catch (FileSystemException e) { // whose message is a bare path
      return Outcome.faulty("cannot be read or written: " + e.getMessage() + " (" + kind(e) + ")");
    } catch (RefusedException | IOException e) {
      return Outcome.faulty(String.valueOf(e.getMessage()));
    } catch (CancelledException e) {
      IJ.showStatus("Nodulens: " + e.getMessage());
      return Outcome.faulty("");
    }
  }

  /** {@code access denied} of an AccessDeniedException. */
  private static String kind(FileSystemException e) {
    String name = e.getClass().getSimpleName().replace("Exception", "");
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /** As above, with these keywords instead of a dialog. */
  static String run(String command, String options) {
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    if (!name.startsWith("Run$_")) {
      thread.setName("Run$_" + name); // where ImageJ looks for a macro's options
    }
    String outer = Macro.getOptions();
    Macro.setOptions(options.isEmpty() ? " " : options);
    try {
      return run(command);
    } finally {
      Macro.setOptions(outer);
      thread.setName(name);
    }
  }

  private static ImagePlus image() throws RefusedException {
    ImagePlus image = WindowManager.getCurrentImage();
    if (image == null) {
      throw new RefusedException("no image is open: open a CT series first");
    }
    return image;
  }
}
