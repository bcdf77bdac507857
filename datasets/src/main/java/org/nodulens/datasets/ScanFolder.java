package org.nodulens.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nodulens.cropset.Rejection;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.RejectedFile;
import org.nodulens.dicom.RejectedSeries;
import org.nodulens.dicom.ScanOptions;
import org.nodulens.dicom.SeriesScan;
import org.nodulens.dicom.TiltHandling;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.VolumeFile;

/**
 * The scans below a folder, found without reading a voxel: DICOM series in any layout, MetaImage
 * and NIfTI files. Every file is part of a scan, one of the dataset's tables, or rejected.
 */
public final class ScanFolder {
  private final RootedPaths paths;
  private final TiltHandling tilt;
  private final FoundScans found = new FoundScans();
  private final Set<String> voxelFiles = new HashSet<>();
  private long filesKept;

  private ScanFolder(Path root, TiltHandling tilt) {
    this.paths = new RootedPaths(root);
    this.tilt = tilt;
  }

  /**
   * Looks through a folder.
   *
   * @param tables files that the dataset reads itself, wherever they are
   * @param rule for all others
   * @throws FormatException if the root is no folder
   */
  public static FoundScans find(
      Path root, TiltHandling tilt, Collection<Path> tables, FileRule rule) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new FormatException(root + " is no folder");
    }
    Set<Path> realTables = new HashSet<>();
    for (Path table : tables) {
      realTables.add(table.toRealPath());
    }
    ScanOptions options =
        ScanOptions.DEFAULT
            .passingOver(
                file ->
                    VolumeFile.isNamedAsHeader(file)
                        || isAmong(realTables, file)
                        || rule.refusal(file).isPresent())
            .with(tilt);
    ScanFolder folder = new ScanFolder(root, tilt);
    folder.sort(CtSeriesScanner.scan(root, options), realTables, rule);
    return folder.found;
  }

  private static boolean isAmong(Set<Path> realTables, Path file) {
    try {
      return realTables.stream().anyMatch(table -> table.endsWith(file.getFileName()))
          && realTables.contains(file.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private void sort(SeriesScan scan, Set<Path> realTables, FileRule rule) {
    filesKept = scan.filesOfSeries();
    List<Path> headers = new ArrayList<>();
    for (Path file : scan.passedOver()) {
      Optional<ScanFault> refusal = rule.refusal(file);
      if (isAmong(realTables, file)) {
        filesKept++;
      } else if (refusal.isPresent()) {
        rejectFile(file, refusal.get());
      } else {
        headers.add(file);
      }
    }
    addSeries(scan);
    addVolumes(headers, scan);
    for (RejectedFile file : scan.rejectedFiles()) {
      if (voxelFiles.contains(file.path())) {
        filesKept++;
      } else {
        found.reject(Rejection.ofFile(file.path(), file.code(), file.detail()));
      }
    }
    found.count(scan.filesFound(), filesKept);
  }

  private void addSeries(SeriesScan scan) {
    for (RejectedSeries series : scan.rejectedSeries()) {
      found.rejectNamed(series.uid());
      found.reject(paths.rejection(series));
    }
    for (CtSeries series : scan.series()) {
      String folder = paths.folderOf(series.slices().get(0));
      found.add(DicomScan.of(series, folder), Set.of(series.uid()));
    }
  }

  private void addVolumes(List<Path> headers, SeriesScan scan) {
    Set<String> uids = new HashSet<>();
    scan.series().forEach(series -> uids.add(series.uid()));
    scan.rejectedSeries().forEach(series -> uids.add(series.uid()));
    VolumeNames names = new VolumeNames(paths, headers, uids);
    Map<String, Path> byName = new TreeMap<>();
    headers.forEach(header -> byName.put(names.unique(header), header));
    byName.forEach((name, header) -> addVolume(name, header, names.aliases(header)));
  }

  private void addVolume(String name, Path header, Set<String> aliases) {
    Set<String> all = new HashSet<>(aliases);
    try {
      Optional<Path> voxels = VolumeFile.voxelFile(header);
      voxels.map(paths::of).ifPresent(voxelFiles::add);
      voxels.map(paths::of).ifPresent(all::add);
      filesKept++;
      found.add(VolumeScan.of(header, name, paths.of(header), tilt), all);
    } catch (IOException e) {
      all.forEach(found::rejectNamed);
      rejectFile(header, VolumeScan.faultOf(header, e));
    }
  }

  private void rejectFile(Path file, ScanFault fault) {
    found.reject(Rejection.ofFile(paths.of(file), fault.code(), fault.detail()));
  }
}
