package org.nodulens.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.nodulens.volumeio.FormatException;

/**
 * Finds the CT series in a folder tree in one pass over headers; no pixel is read. Zip archives are
 * looked into where they lie. Every file, and every entry of an archive, ends in a series or among
 * the rejected, with a code.
 */
public final class CtSeriesScanner {
  private final Path root;
  private final ScanOptions options;
  private final Map<String, SeriesFiles> series = new TreeMap<>();
  private final Map<String, DicomLocation> objects = new HashMap<>();
  private final Sharing sharing = new Sharing();
  private final List<RejectedFile> rejectedFiles = new ArrayList<>();
  private final List<Path> passedOver = new ArrayList<>();
  private final List<DicomLocation> setAside = new ArrayList<>();
  private long filesFound;

  private CtSeriesScanner(Path root, ScanOptions options) {
    this.root = root;
    this.options = options;
  }

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
   * @param root a folder, or a single file
   * @throws FormatException if the root is neither
   */
  public static SeriesScan scan(Path root, ScanOptions options) throws IOException {
    CtSeriesScanner scanner = new CtSeriesScanner(root, options);
    FolderWalk.walk(root, scanner.new Files());
    return scanner.result();
  }

  private final class Files implements FolderWalk.Visitor {
    @Override
    public void file(Path file) {
      filesFound++;
      if (options.passOver().test(file)) {
        passedOver.add(file);
      } else {
        look(file);
      }
    }

    @Override
    public void failure(Path path, String code, String detail) {
      filesFound++;
      rejectedFiles.add(new RejectedFile(relative(path), "", code, detail));
    }
  }

  private void look(Path file) {
    DicomLocation location = DicomLocation.of(file);
    try {
      if (!lookAt(location)) {
        lookInto(location);
      }
    } catch (DicomFormatException e) {
      reject(location, "", e.code(), e.reason());
    } catch (IOException e) {
      reject(location, "", "unreadable", "cannot be read");
    }
  }

  private void lookInto(DicomLocation archive) throws IOException {
    try (ZipArchive zip = ZipArchive.open(archive.file())) {
      // Its entries stand for it.
      filesFound += zip.files().size() - 1;
      for (String name : zip.files()) {
        DicomLocation entry = archive.entry(name);
        if (!lookAt(entry)) {
          reject(entry, "", "nested-archive", "an archive within an archive is not looked into");
        }
      }
    }
  }

  /** False if it is a zip archive. */
  private boolean lookAt(DicomLocation location) {
    String seriesUid = "";
    try (DicomInput in = location.open()) {
      if (ZipArchive.startsHere(in)) {
        return false;
      }
      DicomFile file = DicomFile.readHeader(location, in);
      seriesUid = file.attributes().text(Tag.SERIES_INSTANCE_UID).orElse("");
      add(file);
    } catch (DicomFormatException e) {
      reject(location, seriesUid, e.code(), e.reason());
    } catch (IOException e) {
      reject(location, seriesUid, "unreadable", "cannot be read");
    }
    return true;
  }

  private void add(DicomFile file) throws DicomFormatException {
    String sopClass = file.attributes().text(Tag.SOP_CLASS_UID).orElse("");
    if (options.setAside().contains(sopClass)) {
      requireFirst(file.attributes().requireText(Tag.SOP_INSTANCE_UID), file.location());
      setAside.add(file.location());
      return;
    }
    CtObjects.requireCtVolume(file.attributes());
    String uid = file.attributes().requireText(Tag.SERIES_INSTANCE_UID);
    List<SliceHeader> slices = SliceHeader.allOf(file, sharing);
    requireFirst(slices.get(0).sopUid(), file.location());
    series
        .computeIfAbsent(uid, u -> new SeriesFiles())
        .add(file.attributes().text(Tag.PATIENT_ID).orElse(""), slices);
  }

  private void requireFirst(String sopUid, DicomLocation location) throws DicomFormatException {
    DicomLocation other = objects.putIfAbsent(sopUid, location);
    if (other != null) {
      throw new DicomFormatException(
          "duplicate-instance",
          "the same SOP Instance UID as " + relative(other) + ", which is kept");
    }
  }

  private void reject(DicomLocation location, String seriesUid, String code, String detail) {
    String relative = relative(location);
    // The ledger has no absolute paths.
    rejectedFiles.add(
        new RejectedFile(relative, seriesUid, code, detail.replace(location.toString(), relative)));
  }

  private String relative(DicomLocation location) {
    return location.relativeTo(root);
  }

  private String relative(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  private SeriesScan result() {
    SeriesVolumes volumes = new SeriesVolumes(options);
    series.forEach((uid, files) -> files.addTo(volumes, uid));
    return new SeriesScan(
        filesFound, volumes.kept(), volumes.rejected(), rejectedFiles, passedOver, setAside);
  }

  /** The slices found under one series UID. */
  private static final class SeriesFiles {
    private final List<SliceHeader> slices = new ArrayList<>();
    private String patientId = "";
    private boolean ofSeveralPatients;

    void add(String patient, List<SliceHeader> more) {
      ofSeveralPatients |= !slices.isEmpty() && !patient.equals(patientId);
      patientId = patient;
      slices.addAll(more);
    }

    void addTo(SeriesVolumes volumes, String uid) {
      if (ofSeveralPatients) {
        volumes.reject(
            new RejectedSeries(
                uid, slices, "mixed-patients", "slices of several patients in series " + uid));
      } else {
        volumes.add(uid, patientId, slices);
      }
    }
  }
}
