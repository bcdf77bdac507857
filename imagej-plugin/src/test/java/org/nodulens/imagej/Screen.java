package org.nodulens.imagej;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;

/** A screen that nobody sees, with a window manager, a mouse and a keyboard. */
final class Screen implements AutoCloseable {
  private static final List<String> TOOLS = List.of("Xvfb", "openbox", "xdotool", "import");

  private final String display;
  private final List<Process> processes = new ArrayList<>();

  private Screen(String display) {
    this.display = display;
  }

  /** Where a tool is missing the calling test is skipped, saying so. */
  static Screen open() throws IOException {
    for (String tool : TOOLS) {
      assumeTrue(isThere(tool), "skipped: no " + tool + " on the PATH for a test on a screen");
    }
    assumeTrue(
        Files.exists(Path.of(System.getProperty("java.home"), "lib", "libawt_xawt.so")),
        "skipped: this Java is a headless one");
    Process server =
        new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = server.inputReader(StandardCharsets.US_ASCII);
    Screen screen = new Screen(":" + out.readLine());
    screen.processes.add(server);
    screen.start(new ProcessBuilder("openbox"));
    return screen;
  }

  private static boolean isThere(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  /** Starts a program on the screen; it ends with it. */
  Process start(ProcessBuilder program) throws IOException {
    program.environment().put("DISPLAY", display);
    Process process =
        program.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    processes.add(process);
    return process;
  }

  /** Has xdotool do something. */
  boolean does(String... words) {
    List<String> command = new ArrayList<>(List.of("xdotool"));
    command.addAll(List.of(words));
    try {
      return start(new ProcessBuilder(command)).waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean shows(String windowTitle) {
    return does("search", "--onlyvisible", "--name", "^" + windowTitle + "$");
  }

  BufferedImage picture(Path file) throws Exception {
    start(new ProcessBuilder("import", "-window", "root", file.toString())).waitFor();
    return ImageIO.read(file.toFile());
  }

  /** Waits until something is so; whether it ever was. */
  static boolean waits(Duration most, BooleanSupplier until) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!until.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(200);
    }
    return true;
  }

  @Override
  public void close() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      Process process = processes.get(i);
      process.destroy();
      process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
    }
  }
}
