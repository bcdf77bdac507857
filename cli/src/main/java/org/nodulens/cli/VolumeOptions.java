package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CreatedBy;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.HuCheck;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.UprightSlices;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.ScanOptions;
import org.nodulens.dicom.SeriesChoice;
import org.nodulens.dicom.SeriesScan;
import org.nodulens.dicom.SeveralSeriesException;
import org.nodulens.dicom.TiltHandling;
import org.nodulens.volumeio.VolumeFile;
import org.nodulens.volumeio.VolumeNote;
import picocli.CommandLine.Option;

/** {@code --series} with what chooses and straightens: one CT volume, whatever it is stored as. */
final class VolumeOptions {
  @Option(
      names = "--series",
      required = true,
      paramLabel = "DIR|FILE",
      description =
          "Folder of a CT series in DICOM, one DICOM file, or a MetaImage (.mhd, .mha) or NIfTI (.nii,"
              + " .nii.gz, .hdr) file in HU.")
  private Path series;

  @Option(
      names = "--uid",
      paramLabel = "UID",
      description = "Series Instance UID. Needed where the folder holds several CT series.")
  private @Nullable String uid;

  @Option(
      names = "--part",
      paramLabel = "N",
      description = "Which one, from 1, where a series has several volumes.")
  private @Nullable Integer part;

  @Option(
      names = "--tilt",
      paramLabel = "HOW",
      defaultValue = "refuse",
      description =
          "What is done with a DICOM series of a tilted gantry: refuse, or resample, which moves each"
              + " slice within its plane. Default: ${DEFAULT-VALUE}.")
  private TiltHandling tilt;

  /**
   * A volume that was read.
   *
   * @param hu whether its values can be HU
   * @param counts what became of the files, in words
   * @param rejections files and series that were rejected
   */
  record Loaded(CtVolume volume, VolumeNote note, HuCheck hu, String counts, int rejections) {}

  Path series() {
    return series;
  }

  Loaded load() throws IOException {
    return VolumeFile.isNamedAsOne(series) && !Files.isDirectory(series) ? ofFile() : ofDicom();
  }

  private Loaded ofFile() throws IOException {
    if (uid != null || part != null) {
      throw new UsageException(
          "--uid and --part choose among DICOM series; " + series + " is none");
    }
    CtVolume volume = VolumeFile.read(series);
    boolean slanted = !volume.geometry().axes().isUpright();
    HuCheck hu = HuCheck.of(volume);
    return new Loaded(
        slanted && tilt == TiltHandling.RESAMPLE ? upright(volume) : volume,
        note(Optional.empty(), slanted, hu),
        hu,
        "1 file",
        0);
  }

  private CtVolume upright(CtVolume volume) throws IOException {
    if (UprightSlices.isTooSlanted(volume.geometry())) {
      throw new IOException(series + " slants too far to be straightened");
    }
    return whole(UprightSlices.of(volume));
  }

  private Loaded ofDicom() throws IOException {
    SeriesScan scan =
        CtSeriesScanner.scan(series, ScanOptions.DEFAULT.withSingleSlices().with(tilt));
    CtSeries chosen = chosen(scan);
    CtVolume volume =
        chosen.isTilted()
            ? whole(CtSeriesReader.upright(chosen))
            : CtSeriesReader.of(chosen)
                .withThreads(Runtime.getRuntime().availableProcessors())
                .read();
    String counts =
        "files: %d in, %d of CT series, %d rejected; series: %d kept, %d rejected"
            .formatted(
                scan.filesFound(),
                scan.filesOfSeries(),
                scan.rejectedFiles().size(),
                scan.series().size(),
                scan.rejectedSeries().size());
    HuCheck hu = HuCheck.of(volume);
    return new Loaded(
        volume,
        note(Optional.of(chosen.uid()), chosen.isTilted(), hu),
        hu,
        counts,
        scan.rejectedFiles().size() + scan.rejectedSeries().size());
  }

  private CtSeries chosen(SeriesScan scan) throws IOException {
    SeriesChoice choice =
        new SeriesChoice(
            Optional.ofNullable(uid), part == null ? OptionalInt.empty() : OptionalInt.of(part));
    try {
      return choice.of(scan, series);
    } catch (SeveralSeriesException e) {
      throw new UsageException("--series " + e.reason() + "; --uid or --part chooses");
    }
  }

  /** Slice by slice, so that only the result is in memory. */
  private static CtVolume whole(SliceSource source) throws IOException {
    VolumeGeometry geometry = source.geometry();
    short[][] slices = new short[geometry.size().slices()][];
    for (int k = 0; k < slices.length; k++) {
      slices[k] = source.slices(k, 1).slice(0);
    }
    return new CtVolume(geometry, slices);
  }

  private VolumeNote note(Optional<String> seriesUid, boolean slanted, HuCheck hu) {
    List<String> flags = new ArrayList<>();
    if (!hu.isPlausible()) {
      flags.add("implausible-hu");
    }
    if (slanted) {
      flags.add(tilt == TiltHandling.RESAMPLE ? "tilt-resampled" : "tilted");
    }
    return new VolumeNote(seriesUid, flags, CreatedBy.text());
  }
}
