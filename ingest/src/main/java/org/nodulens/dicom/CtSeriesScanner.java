package org.nodulens.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nodulens.volumeio.FormatException;

/**
 * Finds the CT series in a folder tree in one pass over headers; no pixel is read. Zip archives are
 * looked into where they lie. Every file, and every entry of an archive, ends in a series or among
 * the rejected, with a code. Memory holds some hundred thousand slices; where there are more, the
 * others wait in a temporary file until somebody asks for their series.
 */
public final class CtSeriesScanner {
  private final Path root;
  private final ScanOptions options;
  private final Map<String, SeriesFiles> series = new TreeMap<>();
  private final List<SeriesFiles> byNumber = new ArrayList<>();
  private final InstanceIndex instances = new InstanceIndex();
  private final Map<String, DicomLocation> objects = new HashMap<>();
  private Sharing sharing = new Sharing();
  private int slicesInMemory;
  private @Nullable SliceSpill spill;
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
    try (HeadersInOrder headers = new HeadersInOrder(root, scanner::take)) {
      FolderWalk.walk(root, scanner.new Files(headers));
      headers.handOver(0);
    }
    return scanner.result();
  }

  private final class Files implements FolderWalk.Visitor {
    private final HeadersInOrder headers;

    Files(HeadersInOrder headers) {
      this.headers = headers;
    }

    @Override
    public void file(Path file) throws IOException {
      filesFound++;
      if (options.passOver().test(file)) {
        passedOver.add(file);
      } else {
        headers.ask(DicomLocation.of(file));
      }
    }

    @Override
    public void failure(Path path, String code, String detail) throws IOException {
      headers.handOver(0);
      filesFound++;
      rejectedFiles.add(new RejectedFile(relative(path), "", code, detail));
    }
  }

  private void take(HeaderRead read) throws IOException {
    if (!add(read)) {
      try {
        lookInto(read.location());
      } catch (IOException e) {
        reject(read.location(), "", e);
      }
    }
    spillWhereMany();
  }

  private void lookInto(DicomLocation archive) throws IOException {
    try (ZipArchive zip = ZipArchive.open(archive.file())) {
      // Its entries stand for it.
      filesFound += zip.files().size() - 1;
      for (String name : zip.files()) {
        DicomLocation entry = archive.entry(name);
        if (!add(HeaderRead.of(entry))) {
          reject(entry, "", "nested-archive", "an archive within an archive is not looked into");
        }
      }
    }
  }

  /** False if it is a zip archive. */
  private boolean add(HeaderRead read) {
    DicomFile file = read.header();
    IOException fault = read.fault();
    if (file == null) {
      if (fault != null) {
        reject(read.location(), "", fault);
      }
      return fault != null;
    }
    try {
      add(file);
    } catch (DicomFormatException e) {
      reject(read.location(), file.attributes().text(Tag.SERIES_INSTANCE_UID).orElse(""), e);
    }
    return true;
  }

  private void add(DicomFile file) throws DicomFormatException {
    String sopClass = file.attributes().text(Tag.SOP_CLASS_UID).orElse("");
    if (options.setAside().contains(sopClass)) {
      String sopUid = file.attributes().requireText(Tag.SOP_INSTANCE_UID);
      requireFirst(sopUid);
      objects.put(sopUid, file.location());
      setAside.add(file.location());
      return;
    }
    CtObjects.requireCtVolume(file.attributes());
    String uid = file.attributes().requireText(Tag.SERIES_INSTANCE_UID);
    List<SliceHeader> slices = SliceHeader.allOf(file, sharing);
    requireFirst(slices.get(0).sopUid());
    SeriesFiles files = series.computeIfAbsent(uid, u -> begin());
    files.add(file.attributes().text(Tag.PATIENT_ID).orElse(""), slices);
    instances.add(slices.get(0).sopUid(), files.number());
    slicesInMemory += slices.size();
  }

  private SeriesFiles begin() {
    SeriesFiles files = new SeriesFiles(byNumber.size());
    byNumber.add(files);
    return files;
  }

  private void requireFirst(String sopUid) throws DicomFormatException {
    Optional<DicomLocation> other =
        Optional.ofNullable(objects.get(sopUid))
            .or(() -> instances.find(sopUid, number -> byNumber.get(number).find(sopUid)));
    if (other.isPresent()) {
      throw new DicomFormatException(
          "duplicate-instance",
          "the same SOP Instance UID as " + relative(other.get()) + ", which is kept");
    }
  }

  /** Not while a file is being looked at: a full disk is nobody's fault among them. */
  private void spillWhereMany() throws IOException {
    if (slicesInMemory <= options.slicesInMemory()) {
      return;
    }
    SliceSpill disk = spill == null ? SliceSpill.create(root) : spill;
    spill = disk;
    for (SeriesFiles files : byNumber) {
      files.keepIn(disk);
    }
    sharing = new Sharing();
    slicesInMemory = 0;
  }

  private void reject(DicomLocation location, String seriesUid, IOException fault) {
    if (fault instanceof DicomFormatException format) {
      reject(location, seriesUid, format.code(), format.reason());
    } else {
      reject(location, seriesUid, "unreadable", "cannot be read");
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

  private SeriesScan result() throws IOException {
    SeriesVolumes volumes = new SeriesVolumes(options);
    for (Map.Entry<String, SeriesFiles> found : series.entrySet()) {
      found.getValue().addTo(volumes, found.getKey());
      if (spill != null) {
        volumes.keepIn(spill);
      }
    }
    return new SeriesScan(
        filesFound, volumes.kept(), volumes.rejected(), rejectedFiles, passedOver, setAside);
  }
}
