package org.nodulens.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that names somebody or something in a folder of input: UIDs, what DICOM headers have as dates
 * and as the patient's name and ID, file and folder names, what readings call their nodules. Found
 * without Nodulens' own readers.
 */
final class OriginalIdentifiers {
  /** Shorter ones occur in anything, by chance. */
  private static final int SHORTEST = 6;

  private static final int HEADER_BYTES = 1 << 14;
  private static final Pattern UID = Pattern.compile("\\d+(\\.\\d+){5,}|2\\.25\\.\\d{20,39}");

  /** Dates (0008,0012) to (0008,0023) and (0010,0030), name and ID (0010,0010) and (0010,0020). */
  private static final Pattern TAG =
      Pattern.compile("\\x08\\x00[\\x12\\x20-\\x23]\\x00|\\x10\\x00[\\x10\\x20\\x30]\\x00");

  private static final Pattern XML_NAME =
      Pattern.compile("<(noduleID|nonNoduleID|folder|filename|path|name)>([^<]+)<");

  private final Set<String> all = new TreeSet<>();
  private final Set<Integer> lengths = new TreeSet<>();

  /** Of a folder, apart from its own name. */
  static OriginalIdentifiers of(Path root) throws IOException {
    OriginalIdentifiers identifiers = new OriginalIdentifiers();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.filter(p -> !p.equals(root)).toList()) {
        identifiers.add(path.getFileName().toString());
        if (Files.isRegularFile(path) && !path.toString().endsWith(".npy")) {
          identifiers.addAllOf(path);
        }
      }
    }
    identifiers.all.forEach(name -> identifiers.lengths.add(name.length()));
    return identifiers;
  }

  OriginalIdentifiers with(String more) {
    all.add(more);
    lengths.add(more.length());
    return this;
  }

  OriginalIdentifiers without(String word) {
    all.remove(word);
    return this;
  }

  private void add(String identifier) {
    String text = identifier.strip();
    if (text.length() >= SHORTEST && !text.startsWith("1.2.840.10008.")) {
      all.add(text);
    }
  }

  private void addAllOf(Path file) throws IOException {
    boolean dicom;
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEADER_BYTES), ISO_8859_1);
      dicom = head.startsWith("DICM", 128);
      text = dicom ? head : head + new String(in.readAllBytes(), ISO_8859_1);
    }
    UID.matcher(text).results().forEach(found -> add(found.group()));
    if (dicom) {
      Matcher tag = TAG.matcher(text);
      for (int from = 132; tag.find(from); from = tag.end()) {
        addValue(text, tag.end());
      }
    } else if (file.toString().endsWith(".xml")) {
      XML_NAME.matcher(text).results().forEach(found -> add(found.group(2)));
    } else if (file.toString().endsWith(".csv")) {
      Pattern.compile("LIDC-IDRI-\\d+|PHANTOM-\\d+")
          .matcher(text)
          .results()
          .forEach(found -> add(found.group()));
    }
  }

  /** Explicit VR: two letters and two bytes of length; implicit VR: four bytes of it. */
  private void addValue(String text, int at) {
    boolean explicit = text.substring(at, at + 2).matches("[A-Z]{2}");
    int low = text.charAt(at + (explicit ? 2 : 0));
    int length = low + 256 * text.charAt(at + (explicit ? 3 : 1));
    if (length <= 64) {
      String value = text.substring(at + 4, at + 4 + length).replace('\u0000', ' ').strip();
      add(value);
      Stream.of(value.split("\\^")).forEach(this::add);
    }
  }

  Set<String> all() {
    return all;
  }

  /** Those that a text holds, anywhere. */
  Set<String> in(String text) {
    Set<String> found = new TreeSet<>();
    for (int length : lengths) {
      for (int at = 0; at + length <= text.length(); at++) {
        if (all.contains(text.substring(at, at + length))) {
          found.add(text.substring(at, at + length));
        }
      }
    }
    return found;
  }

  /** Those that the names or the bytes of files below a folder hold; of arrays their texts only. */
  Set<String> below(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.toList()) {
        text.append(folder.relativize(path)).append('\n');
        if (Files.isRegularFile(path)) {
          text.append(contents(path)).append('\n');
        }
      }
    }
    return in(text.toString());
  }

  private static String contents(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), ISO_8859_1);
    if (!file.toString().endsWith(".npy")) {
      return text;
    }
    List<String> words =
        Pattern.compile("[ -~]{6,}").matcher(text).results().map(found -> found.group()).toList();
    return String.join("\n", words);
  }
}
