package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --out DIR} and {@code --overwrite}, mixed into every subcommand that writes a folder. */
final class OutFolderOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder to write. Must be new or empty, or hold this command's own unfinished run.")
  private Path out;

  @Option(
      names = "--overwrite",
      description = "Replace what is in --out. The old folder goes once the new one is complete.")
  private boolean overwrite;

  /** Whether the folder would lie below another one. */
  boolean isInside(Path other) {
    return out.toAbsolutePath().normalize().startsWith(other.toAbsolutePath().normalize());
  }

  /** The folder, claimed for this command with the options it was given. */
  OutputFolder open(OutputFolder.Unfinished unfinished) throws IOException {
    return open(unfinished, UnaryOperator.identity());
  }

  /** The same, with what the folder's own record of the run says instead. */
  OutputFolder open(OutputFolder.Unfinished unfinished, UnaryOperator<RunRecord> record)
      throws IOException {
    return OutputFolder.open(command, out, unfinished, overwrite, record);
  }
}
