package org.nodulens.volumeio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the dictionary of a NumPy header: a Python literal of strings, booleans and one tuple of
 * integers. Nothing is evaluated.
 */
final class NpyDictionary {
  private static final int MOST_DIMENSIONS = 32;

  private final String text;
  private final String file;
  private int at;

  private NpyDictionary(String text, String file) {
    this.text = text;
    this.file = file;
  }

  static NpyHeader parse(String text, String file) throws FormatException {
    Map<String, Object> entries = new NpyDictionary(text, file).entries();
    Object shape = entries.get("shape");
    if (!(entries.get("descr") instanceof String descriptor)
        || !(entries.get("fortran_order") instanceof Boolean fortranOrder)
        || !(shape instanceof int[] lengths)) {
      throw new FormatException(
          file + " has a NumPy header without a plain descr, fortran_order and shape");
    }
    NpyType type = NpyType.ofDescriptor(descriptor).orElse(null);
    if (type == null) {
      throw new FormatException(
          file
              + " holds elements of type '"
              + printable(descriptor)
              + "'; <i2, |u1, <f4, <f8 and <i8 are read here");
    }
    if (fortranOrder && lengths.length > 1) {
      throw new FormatException(file + " is in Fortran order; C order is read here");
    }
    return new NpyHeader(type, lengths);
  }

  private Map<String, Object> entries() throws FormatException {
    Map<String, Object> entries = new HashMap<>();
    expect('{');
    while (peek() != '}') {
      String key = string();
      expect(':');
      if (entries.put(key, value()) != null) {
        throw malformed("key " + printable(key) + " twice");
      }
      if (peek() != '}') {
        expect(',');
      }
    }
    expect('}');
    return entries;
  }

  private Object value() throws FormatException {
    return switch (peek()) {
      case '\'', '"' -> string();
      case '(' -> tuple();
      default -> bool();
    };
  }

  private String string() throws FormatException {
    char quote = peek();
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
    if (end < 0) {
      throw malformed("no string");
    }
    String string = text.substring(at + 1, end);
    at = end + 1;
    return string;
  }

  private Boolean bool() throws FormatException {
    for (Boolean value : List.of(true, false)) {
      String word = value ? "True" : "False";
      if (text.startsWith(word, at)) {
        at += word.length();
        return value;
      }
    }
    throw malformed("neither a string, a tuple, True nor False");
  }

  private int[] tuple() throws FormatException {
    List<Integer> lengths = new ArrayList<>();
    expect('(');
    while (peek() != ')') {
      if (lengths.size() == MOST_DIMENSIONS) {
        throw malformed("more than " + MOST_DIMENSIONS + " dimensions");
      }
      lengths.add(integer());
      if (peek() != ')') {
        expect(',');
      }
    }
    expect(')');
    return lengths.stream().mapToInt(Integer::intValue).toArray();
  }

  private int integer() throws FormatException {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    try {
      return Integer.parseInt(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw malformed("no length from 0 to " + Integer.MAX_VALUE);
    }
  }

  private char peek() throws FormatException {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      throw malformed("the end");
    }
    return text.charAt(at);
  }

  private void expect(char expected) throws FormatException {
    if (peek() != expected) {
      throw malformed("no " + expected);
    }
    at++;
  }

  private FormatException malformed(String found) {
    return new FormatException(
        file + " has a malformed NumPy header: " + found + " at character " + at);
  }

  private static String printable(String text) {
    String ascii = text.replaceAll("[^ -~]", "?");
    return ascii.length() > 40 ? ascii.substring(0, 40) + "..." : ascii;
  }
}
