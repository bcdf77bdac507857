package org.nodulens.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pieces of a page that stands on its own: no file beside it, no network. */
public final class Html {
  private Html() {}

  /** What neither HTML nor XML can hold. */
  private static final Pattern UNSHOWABLE =
      Pattern.compile("[\\p{Cntrl}\\x80-\\x9F\\uFFFE\\uFFFF&&[^\\n\\t]]|\\p{Cs}");

  /** Text that cannot be mistaken for markup, in an attribute neither. */
  public static String escaped(String text) {
    return UNSHOWABLE
        .matcher(text)
        .replaceAll("?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A row of a table; every cell is text. */
  static String row(String tag, String... cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (String cell : cells) {
      row.append('<').append(tag).append('>').append(escaped(cell));
      row.append("</").append(tag).append('>');
    }
    return row.append("</tr>\n").toString();
  }

  /** A table; every cell is text. */
  static String table(List<String> head, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<table>\n<thead>");
    table.append(row("th", head.toArray(new String[0]))).append("</thead><tbody>\n");
    rows.forEach(cells -> table.append(row("td", cells.toArray(new String[0]))));
    return table.append("</tbody></table>\n").toString();
  }

  /** A list of sentences. */
  public static String list(List<String> sentences) {
    StringBuilder list = new StringBuilder("<ul>\n");
    sentences.forEach(one -> list.append("<li>").append(escaped(one)).append("</li>\n"));
    return sentences.isEmpty() ? "" : list.append("</ul>\n").toString();
  }

  /** A paragraph. */
  public static String paragraph(String text) {
    return "<p>" + escaped(text) + "</p>\n";
  }

  /** A picture inside the page, with its caption. */
  static String figure(byte[] png, String caption) {
    return "<figure><img alt=\""
        + escaped(caption)
        + "\" src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(png)
        + "\"/><figcaption>"
        + escaped(caption)
        + "</figcaption></figure>";
  }

  /** In memory: by itself ImageIO lays pictures, which are a patient's, into a temporary file. */
  static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("no PNG writer");
      }
    }
    return bytes.toByteArray();
  }
}
