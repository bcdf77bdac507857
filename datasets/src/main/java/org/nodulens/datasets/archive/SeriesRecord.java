package org.nodulens.datasets.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What was fetched of a series and is complete.
 *
 * @param bytes length of all images together
 * @param sha256 of a line for each image in order of name: name, a space, its SHA-256, a line feed
 * @param md5Checked whether the archive gave a hash for each image, and each was right
 */
record SeriesRecord(
    String seriesUid,
    String collection,
    String patientId,
    String modality,
    long images,
    long bytes,
    String sha256,
    boolean md5Checked,
    String licence,
    String licenceUri,
    String citationUri) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  SeriesRecord {
    Objects.requireNonNull(seriesUid);
    Objects.requireNonNull(collection);
    Objects.requireNonNull(patientId);
    Objects.requireNonNull(modality);
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(licence);
    Objects.requireNonNull(licenceUri);
    Objects.requireNonNull(citationUri);
  }

  static SeriesRecord of(ArchiveSeries series, UnpackedSeries unpacked) {
    return new SeriesRecord(
        series.uid(),
        series.collection(),
        series.patientId(),
        series.modality(),
        unpacked.images(),
        unpacked.bytes(),
        unpacked.sha256(),
        unpacked.md5Checked(),
        series.licence().name(),
        series.licence().uri(),
        series.licence().citationUri());
  }

  /** Absent where there is none, or none that can be understood. */
  static Optional<SeriesRecord> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), SeriesRecord.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  byte[] toJson() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  /** Whether the archive still announces the same. */
  boolean agreesWith(ArchiveSeries series) {
    return seriesUid.equals(series.uid())
        && series.images().orElse(images) == images
        && series.bytes().orElse(bytes) == bytes;
  }
}
