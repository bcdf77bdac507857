package org.nodulens.imagej;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.IJ;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** An ImageJ with the plugin's jar in its plugins folder, in a process of its own. */
final class InstalledImageJ {
  /** Where the word Plugins is in ImageJ's menu bar, from the window's corner. */
  private static final String PLUGINS_X = "321";

  private static final String PLUGINS_Y = "13";

  private final Path folder;

  private InstalledImageJ(Path folder) {
    this.folder = folder;
  }

  /** Where no jar has been packaged yet the calling test is skipped, saying so. */
  static InstalledImageJ in(Path folder) throws IOException {
    Path plugin = Path.of(System.getProperty("nodulens.plugin.jar", "none"));
    assumeTrue(Files.exists(plugin), "skipped: no plugin jar yet; it is made in phase package");
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    Files.copy(plugin, plugins.resolve(plugin.getFileName()));
    try (OutputStream out = Files.newOutputStream(plugins.resolve("Screen_Probe.jar"));
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Class<?> probe : List.of(ScreenProbe.class, OutcomeProbe.class)) {
        String file = probe.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(file));
        jar.write(probe.getClassLoader().getResourceAsStream(file).readAllBytes());
      }
    }
    return new InstalledImageJ(folder);
  }

  /**
   * Starts with a macro.
   *
   * @param how {@code -macro}, or {@code -batch} to end with it
   */
  ProcessBuilder running(String how, String name, String macro)
      throws IOException, URISyntaxException {
    return java(List.of(), List.of("-ijpath", folder.toString(), how, file(name, macro)));
  }

  /** Runs a macro without a screen, and ends with it. */
  ProcessBuilder headless(String name, String macro) throws IOException, URISyntaxException {
    return java(
        List.of("-Djava.awt.headless=true", "-Dplugins.dir=" + folder),
        List.of("-batch", file(name, macro)));
  }

  private String file(String name, String macro) throws IOException {
    return Files.writeString(folder.resolve(name + ".ijm"), macro).toString();
  }

  private ProcessBuilder java(List<String> options, List<String> arguments)
      throws IOException, URISyntaxException {
    Path library = Path.of(IJ.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.add("-Duser.home=" + Files.createDirectories(folder.resolve("home")));
    command.addAll(options);
    command.addAll(List.of("-cp", library.toString(), "ij.ImageJ"));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  /**
   * Chooses a command of Plugins > Nodulens with mouse and keys.
   *
   * @param number of the command, from 0, separators not counted
   * @param window that it opens
   */
  static void choose(Screen screen, int number, String window) throws InterruptedException {
    List<String> keys = new ArrayList<>(List.of("Up", "Right"));
    keys.addAll(Collections.nCopies(number, "Down"));
    keys.add("Return");
    for (int attempt = 0; attempt < 5; attempt++) {
      screen.does("search", "--name", "^ImageJ$", "windowactivate", "--sync");
      screen.does(
          "search", "--name", "^ImageJ$", "mousemove", "--window", "%1", PLUGINS_X, PLUGINS_Y);
      screen.does("click", "1");
      for (String key : keys) {
        Thread.sleep(1000); // for the menu
        screen.does("key", key);
      }
      if (Screen.waits(Duration.ofSeconds(30), () -> screen.shows(window))) {
        Thread.sleep(1000);
        return;
      }
      screen.does("key", "Escape");
    }
    throw new AssertionError(
        "no window '" + window + "' came after command " + number + " of Plugins > Nodulens");
  }
}
