package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.HuExtent;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.volumeio.VolumeFormat;
import org.nodulens.volumeio.VolumePart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens volume}: a CT series, or a volume in another format, as one HU volume. */
@Command(
    name = "volume",
    description = {
      "Writes a CT volume in HU as int16 (slices, rows, columns), -32768 being padding, slices in"
          + " ascending order along row x column direction; its place in the patient goes with it.",
      "From a DICOM series, MetaImage or NIfTI to .npy (with a .json beside it), .mhd (with a .raw),"
          + " .mha, .nii or .nii.gz."
    })
final class VolumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private VolumeOptions input;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "File to write or replace. Its name's ending chooses the format.")
  private Path out;

  @Option(
      names = "--overwrite",
      description = "Also replace a .raw or .json beside --out where --out itself is new.")
  private boolean overwrite;

  @Option(names = "--strict", description = "Exit status 1 where anything at all was rejected.")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    VolumeFormat format = format();
    requireOtherFile();
    requireNotInTheWay(format);
    VolumeOptions.Loaded loaded = input.load();
    Map<Path, OutputFile.Content> files = new LinkedHashMap<>();
    for (VolumePart part : format.parts(out, loaded.volume(), loaded.note())) {
      files.put(out.resolveSibling(part.fileName()), part.content()::writeTo);
    }
    OutputFile.replaceTogether(files);
    print(loaded);
    loaded.hu().fault().ifPresent(this::warn);
    return strict && loaded.rejections() > 0 ? ExitStatus.FAILED : ExitStatus.FINISHED;
  }

  private VolumeFormat format() {
    return VolumeFormat.ofName(out)
        .orElseThrow(
            () ->
                new UsageException(
                    "--out must end in one of "
                        + Arrays.stream(VolumeFormat.values()).map(VolumeFormat::ending).toList()
                        + ", got "
                        + out));
  }

  private void requireOtherFile() throws IOException {
    if (Files.exists(out)
        && Files.exists(input.series())
        && Files.isSameFile(out, input.series())) {
      throw new UsageException("--out " + out + " is the file that --series names");
    }
  }

  /** A file beside a new {@code --out} that has its name but another ending is somebody else's. */
  private void requireNotInTheWay(VolumeFormat format) {
    Optional<Path> beside = format.beside(out).filter(Files::exists);
    if (beside.isPresent() && !Files.exists(out) && !overwrite) {
      throw new UsageException(
          beside.get() + " is there already and would be replaced; --overwrite allows it");
    }
  }

  private void print(VolumeOptions.Loaded loaded) {
    VolumeGeometry geometry = loaded.volume().geometry();
    GridSize size = geometry.size();
    VoxelSpacing spacing = geometry.spacing();
    HuExtent hu = HuExtent.of(loaded.volume());
    List<String> flags = loaded.note().flags();
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        Locale.ROOT,
        "%d slices, %d rows, %d columns; spacing %s x %s x %s mm; %s, %.1f %% padding; flags: %s; %s%n",
        size.slices(),
        size.rows(),
        size.columns(),
        text(spacing.zMm()),
        text(spacing.yMm()),
        text(spacing.xMm()),
        hu.isAny() ? hu.lowestHu() + " to " + hu.highestHu() + " HU" : "no HU",
        100.0 * hu.padding() / size.voxels(),
        flags.isEmpty() ? "none" : String.join(" ", flags),
        loaded.counts());
    print.flush();
  }

  private void warn(String fault) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("nodulens: the values of " + input.series() + " may not be HU: " + fault);
    err.flush();
  }

  private static String text(double mm) {
    String digits = String.format(Locale.ROOT, "%.4f", mm);
    return digits.replaceFirst("\\.?0+$", "");
  }
}
