package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.vit.PositionResize;
import org.nodulens.vit.weights.Branch;
import org.nodulens.vit.weights.Download;
import org.nodulens.vit.weights.HeadsUnknownException;
import org.nodulens.vit.weights.ImportOptions;
import org.nodulens.vit.weights.PublishedFile;
import org.nodulens.vit.weights.PublishedWeights;
import org.nodulens.volumeio.FolderTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nodulens weights}: published weights become a model folder. */
@Command(
    name = "weights",
    description = {
      "Reads weights of DINO, DINOv2 (their own .pth, training checkpoints too), timm and Hugging Face"
          + " (ViT, DINOv2, DINOv2 with registers; .safetensors or .pth), prints what it recognised in"
          + " the file and in config.json beside it, and writes a model folder for train --backbone."
          + " Nothing in a file is executed.",
      "With --fetch, downloads the file from its publisher first and checks its SHA-256."
    })
final class WeightsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutFolderOptions out;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "File of weights.")
  private @Nullable Path file;

  @Option(
      names = "--fetch",
      paramLabel = "NAME|URL",
      description =
          "Instead of a FILE: one of dino_vits16, dino_vits8, dino_vitb16, dino_vitb8,"
              + " dinov2_vits14, dinov2_vitb14, dinov2_vitl14, the last three also with _reg; or an"
              + " https address, with --sha256.")
  private @Nullable String fetch;

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      description = "What the file behind an address must have.")
  private @Nullable String sha256;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description =
          "Server that has the publisher's files under the same paths. Default: the publisher.")
  private @Nullable String mirror;

  @Option(
      names = "--branch",
      paramLabel = "teacher|student",
      defaultValue = "teacher",
      description = "Network of a training checkpoint. Default: ${DEFAULT-VALUE}.")
  private Branch branch;

  @Option(
      names = "--heads",
      paramLabel = "N",
      description = "Attention heads, where neither config.json nor the width says.")
  private @Nullable Integer heads;

  @Option(
      names = "--positions",
      paramLabel = "timm|dino|bicubic",
      description = "How positions are resized to another input. Default: as the file's kind does.")
  private @Nullable String positions;

  @Option(
      names = "--pixels",
      paramLabel = "N",
      description =
          "Rows and columns that the model shall see, a multiple of its patch. Default: what its"
              + " weights were made for.")
  private @Nullable Integer pixels;

  @Option(
      names = "--field-of-view",
      paramLabel = "MM",
      defaultValue = "" + ImportOptions.USUAL_FIELD_OF_VIEW_MM,
      description = "Height of the image in the patient. Default: ${DEFAULT-VALUE} mm.")
  private double fieldOfViewMm;

  @Override
  public Integer call() throws IOException {
    ImportOptions options = options();
    Path local = file;
    if ((local == null) == (fetch == null)) {
      throw new UsageException("name a FILE, or what to --fetch");
    }
    if (local != null) {
      if (sha256 != null || mirror != null) {
        throw new UsageException("--sha256 and --mirror belong to --fetch");
      }
      try (OutputFolder folder = out.open(OutputFolder.Unfinished.STARTS_OVER)) {
        write(local, options, folder);
      }
    } else {
      PublishedFile published = published();
      try (OutputFolder folder = out.open(OutputFolder.Unfinished.GOES_ON)) {
        Path aside = folder.path().resolve("download");
        write(downloaded(published, aside), options, folder, aside);
      }
    }
    return ExitStatus.FINISHED;
  }

  private static Path downloaded(PublishedFile published, Path aside) throws IOException {
    try (Progress progress = Progress.of("fetching " + published.url(), -1, "bytes")) {
      return Download.of(published).into(aside, progress::step);
    } finally {
      if (FolderTree.isEmpty(aside)) {
        FolderTree.delete(aside); // nothing to go on from
      }
    }
  }

  /** Writes the model, takes away what lies beside it, and prints what was recognised. */
  private void write(Path weights, ImportOptions options, OutputFolder folder, Path... aside)
      throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    try (PublishedWeights published = PublishedWeights.open(weights, options)) {
      print.println(weights.getFileName());
      published.summary().forEach(line -> print.println("  " + line));
      print.flush();
      published.writeTo(folder.path());
    } catch (HeadsUnknownException e) {
      throw new UsageException(e.reason() + "; say it with --heads N");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--pixels or --heads: " + e.getMessage());
    }
    for (Path folderAside : Arrays.asList(aside)) {
      FolderTree.delete(folderAside);
    }
    folder.commit();
  }

  private PublishedFile published() {
    try {
      PublishedFile published = PublishedFile.of(String.valueOf(fetch), sha256);
      return mirror == null ? published : published.mirroredAt(mirror);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--fetch, --sha256 or --mirror: " + e.getMessage());
    }
  }

  private ImportOptions options() {
    try {
      return new ImportOptions(
          branch,
          heads == null ? OptionalInt.empty() : OptionalInt.of(heads),
          Optional.ofNullable(positions).map(PositionResize::ofId),
          pixels == null ? OptionalInt.empty() : OptionalInt.of(pixels),
          fieldOfViewMm);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
