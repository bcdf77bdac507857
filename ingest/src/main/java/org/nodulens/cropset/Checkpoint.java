package org.nodulens.cropset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * How far a crop set was written for good. What lies behind these lengths belongs to a series that
 * was not finished when the run was killed.
 *
 * @param fingerprint of what goes into the set: another set never goes on from here
 * @param finished series that are in it
 * @param shard the shard that was being filled
 * @param rows crops in that shard
 * @param manifestBytes length of {@code manifest.csv}
 * @param ledgerBytes length of {@code rejected.csv}
 * @param counts of the ledger, {@code level/what} each
 * @param codes how often each reject code was given
 */
record Checkpoint(
    String fingerprint,
    int finished,
    int shard,
    int rows,
    long manifestBytes,
    long ledgerBytes,
    Map<String, Long> counts,
    Map<String, Long> codes) {
  private static final String FILE = "checkpoint.json";

  /** Files of this name are swept away before an unfinished run goes on. */
  private static final String ASIDE = FILE + ".partial";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Absent where there is none, or none that can be understood. */
  static Optional<Checkpoint> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(file.toFile(), Checkpoint.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Replaces the one before in a single step. */
  void write(Path folder) throws IOException {
    Path aside = folder.resolve(ASIDE);
    MAPPER.writeValue(aside.toFile(), this);
    Files.move(
        aside,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
    Files.deleteIfExists(folder.resolve(ASIDE));
  }
}
