package org.nodulens.volumeio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a MetaImage (ITK, MetaIO Documentation): lines "Key = Value" as far as
 * ElementDataFile, which is the last.
 */
final class MetaImageHeader {
  /** ITK's own headers have some 500 bytes. */
  private static final int LONGEST = 1 << 16;

  private static final String LAST_KEY = "ElementDataFile";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,40}\\.?\\d{0,40}|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");
  private static final int LONGEST_SHOWN = 60;

  private final String file;
  private final Map<String, String> values;
  private final int end;

  private MetaImageHeader(String file, Map<String, String> values, int end) {
    this.file = file;
    this.values = values;
    this.end = end;
  }

  static MetaImageHeader read(Path path) throws IOException {
    String file = path.toString();
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(LONGEST);
    }
    Map<String, String> values = new LinkedHashMap<>();
    int at = 0;
    while (!values.containsKey(LAST_KEY)) {
      if (at >= start.length) {
        throw new FormatException(
            file + " is no MetaImage: no line " + LAST_KEY + " in its first " + at + " bytes");
      }
      int newline = at;
      while (newline < start.length && start[newline] != '\n') {
        newline++;
      }
      put(values, new String(start, at, newline - at, StandardCharsets.UTF_8), file);
      at = newline + 1;
    }
    return new MetaImageHeader(file, values, at);
  }

  private static void put(Map<String, String> values, String line, String file)
      throws FormatException {
    int equals = line.indexOf('=');
    if (equals < 0 && !line.isBlank()) {
      throw new FormatException(
          file + " is no MetaImage: expected lines Key = Value, found \"" + shown(line) + "\"");
    }
    if (equals >= 0) {
      String key = line.substring(0, equals).strip();
      if (values.put(key, line.substring(equals + 1).strip()) != null) {
        throw new FormatException(file + " has two lines " + shown(key));
      }
    }
  }

  /** Where the voxels start if they are in the same file: behind the last line. */
  int end() {
    return end;
  }

  String file() {
    return file;
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key));
  }

  String requireText(String key) throws FormatException {
    String value = values.get(key);
    if (value == null || value.isEmpty()) {
      throw new FormatException(file + " has no " + key);
    }
    return value;
  }

  /** The value of whichever of the keys is there; they are names for one thing. */
  double[] requireNumbers(int count, List<String> keys) throws FormatException {
    String given = "";
    for (String key : keys) {
      String value = values.getOrDefault(key, given);
      if (!given.isEmpty() && !value.equals(given)) {
        throw new FormatException(file + " has different values for " + keys + ", which are one");
      }
      given = value;
    }
    if (given.isEmpty()) {
      throw new FormatException(
          file + " has no " + keys.get(0) + ": where its voxels lie is not known");
    }
    return numbers(given, count, keys.get(0));
  }

  /** One number, or what stands for it where there is none. */
  double number(String key, double otherwise) throws FormatException {
    String value = values.get(key);
    return value == null ? otherwise : numbers(value, 1, key)[0];
  }

  /** A whole number that a long holds, or what stands for it where there is none. */
  long whole(String key, long otherwise) throws FormatException {
    String value = values.get(key);
    return value == null ? otherwise : wholes(value, 1, key)[0];
  }

  long[] requireWholes(String key, int count) throws FormatException {
    return wholes(requireText(key), count, key);
  }

  boolean yes(String key, boolean otherwise) throws FormatException {
    String value = values.get(key);
    if (value == null) {
      return otherwise;
    }
    return switch (value) {
      case "True", "true", "TRUE", "1" -> true;
      case "False", "false", "FALSE", "0" -> false;
      default -> throw bad(key, "True or False", value);
    };
  }

  private double[] numbers(String value, int count, String key) throws FormatException {
    String[] parts = value.split("\\s+", -1);
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (parts.length != count || !NUMBER.matcher(parts[i]).matches()) {
        throw bad(key, count + (count == 1 ? " number" : " numbers"), value);
      }
      numbers[i] = Double.parseDouble(parts[i]);
    }
    return numbers;
  }

  private long[] wholes(String value, int count, String key) throws FormatException {
    double[] numbers = numbers(value, count, key);
    long[] wholes = new long[count];
    for (int i = 0; i < count; i++) {
      wholes[i] = (long) numbers[i];
      if (wholes[i] != numbers[i] || Math.abs(numbers[i]) > 1L << 53) {
        throw bad(key, "whole numbers", value);
      }
    }
    return wholes;
  }

  FormatException bad(String key, String expected, String found) {
    return new FormatException(
        file + ": " + key + " must be " + expected + ", found \"" + shown(found) + "\"");
  }

  private static String shown(String text) {
    String ascii = text.replaceAll("[^ -~]", "?");
    return ascii.length() > LONGEST_SHOWN ? ascii.substring(0, LONGEST_SHOWN) + "..." : ascii;
  }
}
