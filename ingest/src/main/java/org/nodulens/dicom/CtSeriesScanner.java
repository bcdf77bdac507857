package org.nodulens.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.nodulens.volumeio.FormatException;

/**
 * Finds the CT series in a folder tree in one pass over headers; no pixel is read. Every file ends
 * in a series or among the rejected, with a code.
 */
public final class CtSeriesScanner {
  private static final String ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1";
  private static final String DICOMDIR = "1.2.840.10008.1.3.10";

  private final FolderWalk walk;
  private final ScanOptions options;
  private final Map<String, SeriesFiles> series = new TreeMap<>();
  private final Map<String, String> pathOfSopUid = new HashMap<>();
  private final List<RejectedFile> rejectedFiles;
  private final List<Path> passedOver = new ArrayList<>();

  private CtSeriesScanner(FolderWalk walk, ScanOptions options) {
    this.walk = walk;
    this.options = options;
    this.rejectedFiles = new ArrayList<>(walk.failures());
  }

  /** The slices found under one series UID. */
  private record SeriesFiles(String patientId, List<SliceHeader> slices) {}

  public static SeriesScan scan(Path root) throws IOException {
    return scan(root, ScanOptions.DEFAULT);
  }

  /**
   * Scans a tree.
   *
   * @param passOver files that are not to be looked into: annotations, say
   */
  public static SeriesScan scan(Path root, Predicate<Path> passOver) throws IOException {
    return scan(root, ScanOptions.DEFAULT.passingOver(passOver));
  }

  /**
   * Scans a tree.
   *
   * @throws FormatException if the root is no folder
   */
  public static SeriesScan scan(Path root, ScanOptions options) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new FormatException(root + " is no folder");
    }
    CtSeriesScanner scanner = new CtSeriesScanner(FolderWalk.of(root), options);
    for (Path file : scanner.walk.files()) {
      if (options.passOver().test(file)) {
        scanner.passedOver.add(file);
      } else {
        scanner.look(file);
      }
    }
    return scanner.result();
  }

  private void look(Path file) {
    String seriesUid = "";
    try {
      DicomFile dicom = DicomFile.readHeader(file);
      DicomAttributes slice = dicom.attributes();
      seriesUid = slice.text(Tag.SERIES_INSTANCE_UID).orElse("");
      requireAxialCt(slice);
      String uid = slice.requireText(Tag.SERIES_INSTANCE_UID);
      SliceHeader header = SliceHeader.of(dicom);
      String other = pathOfSopUid.putIfAbsent(header.sopUid(), walk.relative(file));
      if (other != null) {
        throw new DicomFormatException(
            "duplicate-instance", "the same SOP Instance UID as " + other + ", which is kept");
      }
      series
          .computeIfAbsent(
              uid, u -> new SeriesFiles(slice.text(Tag.PATIENT_ID).orElse(""), new ArrayList<>()))
          .slices()
          .add(header);
    } catch (DicomFormatException e) {
      reject(file, seriesUid, e.code(), e.reason());
    } catch (IOException e) {
      reject(file, seriesUid, "unreadable", "cannot be read");
    }
  }

  private void reject(Path file, String seriesUid, String code, String detail) {
    String relative = walk.relative(file);
    // The ledger has no absolute paths.
    rejectedFiles.add(
        new RejectedFile(relative, seriesUid, code, detail.replace(file.toString(), relative)));
  }

  private static void requireAxialCt(DicomAttributes slice) throws DicomFormatException {
    String sopClass =
        slice
            .text(Tag.SOP_CLASS_UID)
            .or(() -> slice.text(Tag.MEDIA_STORAGE_SOP_CLASS_UID))
            .orElse("");
    if (sopClass.equals(DICOMDIR)) {
      throw new DicomFormatException("dicomdir", "a directory of files, no image");
    }
    if (sopClass.equals(ENHANCED_CT)) {
      throw new DicomFormatException(
          "enhanced-ct", "enhanced (multi-frame) CT is not read by this version");
    }
    String modality = slice.requireText(Tag.MODALITY);
    if (!modality.equals("CT")) {
      throw new DicomFormatException("not-ct", "modality is " + modality + ", not CT");
    }
    if (slice.text(Tag.IMAGE_TYPE).orElse("").contains("LOCALIZER")) {
      throw new DicomFormatException("localizer", "a localizer, no slice of a volume");
    }
  }

  private SeriesScan result() {
    SeriesVolumes volumes = new SeriesVolumes(options);
    series.forEach((uid, files) -> volumes.add(uid, files.patientId(), files.slices()));
    long found = (long) walk.files().size() + walk.failures().size();
    return new SeriesScan(found, volumes.kept(), volumes.rejected(), rejectedFiles, passedOver);
  }
}
