package org.nodulens.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Firefox without a window and with a profile of its own, driven by its remote protocol
 * (Marionette): messages {@code length:[type, id, command, parameters]} over a socket.
 */
final class Firefox implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/firefox-esr");
  private static final int PATIENCE_SECONDS = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Marionette chooses a port and writes it into the profile; nothing else asks for a network. */
  private static final String PREFERENCES =
      """
      user_pref("marionette.port", 0);
      user_pref("app.update.enabled", false);
      user_pref("app.normandy.enabled", false);
      user_pref("browser.aboutwelcome.enabled", false);
      user_pref("browser.shell.checkDefaultBrowser", false);
      user_pref("datareporting.policy.dataSubmissionEnabled", false);
      user_pref("extensions.getAddons.cache.enabled", false);
      user_pref("network.captive-portal-service.enabled", false);
      user_pref("network.connectivity-service.enabled", false);
      user_pref("services.settings.server", "data:,");
      user_pref("toolkit.telemetry.enabled", false);
      """;

  private final Process process;
  private final Socket socket;
  private int commands;

  private Firefox(Process process, Socket socket) {
    this.process = process;
    this.socket = socket;
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Starts it.
   *
   * @param profile does not exist yet
   */
  static Firefox start(Path profile) throws IOException, InterruptedException {
    Files.createDirectories(profile);
    Files.writeString(profile.resolve("user.js"), PREFERENCES);
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                PROGRAM.toString(),
                "--headless",
                "--no-remote",
                "--marionette",
                "--profile",
                profile.toString()));
    builder.environment().put("HOME", profile.toString());
    Process process =
        builder.redirectErrorStream(true).redirectOutput(profile.resolve("log").toFile()).start();
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(process, profile));
      socket.setSoTimeout(PATIENCE_SECONDS * 1000);
      Firefox firefox = new Firefox(process, socket);
      firefox.message(); // who it is
      firefox.command("WebDriver:NewSession", Map.of("capabilities", Map.of()));
      return firefox;
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static int port(Process process, Path profile) throws IOException, InterruptedException {
    Path file = profile.resolve("MarionetteActivePort");
    for (int i = 0; i < PATIENCE_SECONDS * 10 && process.isAlive(); i++) {
      String text = Files.exists(file) ? Files.readString(file).strip() : "";
      if (!text.isEmpty()) {
        return Integer.parseInt(text);
      }
      Thread.sleep(100);
    }
    throw new IOException("Firefox did not start: " + Files.readString(profile.resolve("log")));
  }

  void open(Path page) throws IOException {
    command("WebDriver:Navigate", Map.of("url", page.toUri().toString()));
  }

  /** What a script's {@code return} gives, run in the page. */
  JsonNode run(String script) throws IOException {
    return command("WebDriver:ExecuteScript", Map.of("script", script, "args", List.of()))
        .path("value");
  }

  private JsonNode command(String name, Map<String, ?> parameters) throws IOException {
    byte[] text = JSON.writeValueAsBytes(List.of(0, ++commands, name, parameters));
    socket.getOutputStream().write((text.length + ":").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(text);
    JsonNode answer = message();
    if (!answer.path(2).isNull()) {
      throw new IOException(name + ": " + answer.path(2));
    }
    return answer.path(3);
  }

  private JsonNode message() throws IOException {
    InputStream in = socket.getInputStream();
    int length = 0;
    for (int next = in.read(); next != ':'; next = in.read()) {
      if (next < '0' || next > '9') {
        throw new EOFException("Firefox broke off");
      }
      length = length * 10 + next - '0';
    }
    return JSON.readTree(in.readNBytes(length));
  }

  @Override
  public void close() throws IOException {
    socket.close();
    process.destroy();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
