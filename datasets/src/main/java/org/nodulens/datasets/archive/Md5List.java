package org.nodulens.datasets.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The MD5 hashes that getImageWithMD5Hash puts beside the images: Filename,MD5Hash. */
final class Md5List {
  static final String NAME = "md5hashes.csv";

  /** A hundred thousand rows. */
  private static final int LONGEST = 16 << 20;

  private final Map<String, String> hashes;

  private Md5List(Map<String, String> hashes) {
    this.hashes = hashes;
  }

  /**
   * Reads the table.
   *
   * @throws ArchiveFault {@code bad-md5-list}
   */
  static Md5List read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw bad("is longer than " + LONGEST + " bytes");
    }
    Map<String, String> hashes = new HashMap<>();
    Reader text = new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
    try (CSVParser rows = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get().parse(text)) {
      for (CSVRecord row : rows) {
        if (row.size() < 2) {
          throw bad("has a row without hash");
        }
        String hash = row.get(1).strip().toLowerCase(Locale.ROOT);
        boolean isHash = hash.matches("[0-9a-f]{32}");
        if (!isHash && row.getRecordNumber() > 1) {
          throw bad("has a row without hash");
        }
        if (isHash) {
          hashes.put(row.get(0).strip(), hash);
        }
      }
    } catch (UncheckedIOException | IllegalStateException e) {
      throw bad("is no table");
    }
    return new Md5List(hashes);
  }

  private static ArchiveFault bad(String what) {
    return ArchiveFault.content("bad-md5-list", "the archive's " + NAME + " " + what);
  }

  /** The hash of an entry, in lower case. */
  Optional<String> of(String entryName) {
    return Optional.ofNullable(hashes.get(entryName));
  }
}
