package org.nodulens.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nodulens.volumeio.FileOutput;

/** The demo's one page: pictures and figures inside it, so that it opens anywhere. */
public final class DemoPage {
  private final Map<String, StringBuilder> slots = new LinkedHashMap<>();

  /** An empty page. */
  public DemoPage(String created) {
    for (String slot :
        new String[] {
          "numbers",
          "phantom",
          "planes",
          "roc",
          "figures",
          "gallery",
          "shipped",
          "files",
          "commands"
        }) {
      slots.put(slot, new StringBuilder());
    }
    slots.put("created", new StringBuilder(Html.escaped(created)));
  }

  private StringBuilder slot(String name) {
    StringBuilder slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("the page has no place for " + name);
    }
    return slot;
  }

  /** One of the large numbers at the top. */
  public void number(String value, String what) {
    slot("numbers")
        .append("<div><strong>")
        .append(Html.escaped(value))
        .append("</strong><span>")
        .append(Html.escaped(what))
        .append("</span></div>");
  }

  /** A sentence about the phantom. */
  public void phantom(String sentence) {
    slot("phantom").append(Html.escaped(sentence)).append(' ');
  }

  /** A slice through the phantom. */
  public void plane(BufferedImage image, String caption) throws IOException {
    slot("planes").append(Html.figure(Html.png(image), caption));
  }

  /** The curve, as SVG. */
  public void roc(String svg) {
    slot("roc").append(svg);
  }

  /** A paragraph beside the curve. */
  public void figure(String sentence) {
    slot("figures").append("<p>").append(Html.escaped(sentence)).append("</p>");
  }

  /** An overlay picture on disk. */
  public void overlay(Path png, String caption) throws IOException {
    slot("gallery").append(Html.figure(Files.readAllBytes(png), caption));
  }

  /** An overlay picture on disk of the model that ships inside. */
  public void shipped(Path png, String caption) throws IOException {
    slot("shipped").append(Html.figure(Files.readAllBytes(png), caption));
  }

  /** A row of the table of files. */
  public void file(String name, String what) {
    slot("files")
        .append("<tr><td><code>")
        .append(Html.escaped(name))
        .append("</code></td><td>")
        .append(Html.escaped(what))
        .append("</td></tr>");
  }

  /** A line of the commands to copy. */
  public void command(String line) {
    slot("commands").append(Html.escaped(line)).append('\n');
  }

  public void write(Path file) throws IOException {
    Map<String, String> filled = new LinkedHashMap<>();
    slots.forEach((name, markup) -> filled.put(name, markup.toString()));
    String page = Template.resource("demo.html").filled(filled);
    FileOutput.text(file, page);
  }
}
