package org.nodulens.imagej;

import ij.IJ;
import ij.plugin.PlugIn;
import java.lang.reflect.InvocationTargetException;

/**
 * What ImageJ's menu and macros call. Compiled for Java 8, so that an old Java gets a message that
 * says what is needed, and no stack trace; the commands themselves are found by name.
 */
public final class NodulensPlugIn implements PlugIn {
  private static final int OLDEST_JAVA = 17;

  @Override
  public void run(String command) {
    String fault = run("run", new Class<?>[] {String.class}, command);
    if (!fault.isEmpty()) {
      IJ.error("Nodulens", fault);
    }
  }

  /**
   * Runs a command on the current image, without a dialog; for macros where there is no menu:
   * {@code call("org.nodulens.imagej.NodulensPlugIn.run", "explain", "task=malignancy")}.
   *
   * @param command explain, compare, rois, concept, model, export or about
   * @param options keywords, as the macro recorder writes them
   * @return what went wrong; empty if nothing did
   */
  public static String run(String command, String options) {
    return run("run", new Class<?>[] {String.class, String.class}, command, options);
  }

  private static String run(String method, Class<?>[] types, Object... values) {
    String java = System.getProperty("java.specification.version", "");
    if (major(java) < OLDEST_JAVA) {
      return "Nodulens needs Java "
          + OLDEST_JAVA
          + " or newer, but this ImageJ runs on Java "
          + java
          + ".\nA current Fiji brings Java 21; for ImageJ, take a download with a newer Java from"
          + " imagej.net.";
    }
    try {
      Object fault =
          Class.forName("org.nodulens.imagej.Commands")
              .getDeclaredMethod(method, types)
              .invoke(null, values);
      return String.valueOf(fault);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException) {
        throw (RuntimeException) e.getCause(); // among them ImageJ's own way to end a macro
      }
      if (e.getCause() instanceof Error) {
        throw (Error) e.getCause();
      }
      return String.valueOf(e.getCause());
    } catch (ReflectiveOperationException e) {
      return "this copy of Nodulens is incomplete: " + e;
    }
  }

  /** Of 1.8: 8; of 17: 17. */
  static int major(String specification) {
    String number =
        specification.startsWith("1.") ? specification.substring("1.".length()) : specification;
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
