package org.nodulens.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page with places to fill, {@code {{name}}}. What is filled in is not looked at again. */
public final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private final String text;

  private Template(String text) {
    this.text = text;
  }

  /** A resource beside this class. */
  public static Template resource(String name) throws IOException {
    return new Template(text(name));
  }

  /** The text of a resource beside this class. */
  public static String text(String name) throws IOException {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * The filled page.
   *
   * @param slots markup by the name of its place
   * @throws IllegalArgumentException if a place stays empty
   */
  public String filled(Map<String, String> slots) {
    Matcher places = PLACE.matcher(text);
    StringBuilder page = new StringBuilder();
    while (places.find()) {
      String slot = slots.get(places.group(1));
      if (slot == null) {
        throw new IllegalArgumentException("nothing fills the place " + places.group(1));
      }
      places.appendReplacement(page, Matcher.quoteReplacement(slot));
    }
    return places.appendTail(page).toString();
  }
}
