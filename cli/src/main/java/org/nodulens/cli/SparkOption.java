package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nodulens.vit.Elsewhere;
import org.nodulens.vit.NetworkSource;
import org.nodulens.volumeio.FolderTree;
import org.nodulens.work.Cluster;
import org.nodulens.work.Workplace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --spark MASTER}, mixed into the subcommands whose work a cluster can do. */
final class SparkOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--spark",
      paramLabel = "MASTER",
      description =
          "Do the work on Apache Spark: local[N], spark://HOST:PORT, yarn or k8s://...; or"
              + " submitted, the master that spark-submit was given. The result is the same.")
  private @Nullable String master;

  boolean isGiven() {
    return master != null;
  }

  /**
   * What a command does with processes of a cluster.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  interface Use<T> {
    T of(Elsewhere elsewhere) throws IOException;
  }

  /**
   * Lets processes work on crops for as long as they are used.
   *
   * @param progress a step is a piece of work
   */
  <T> T use(OutputFolder folder, NetworkSource network, Progress progress, Use<T> use)
      throws IOException {
    Path scratch = folder.scratch();
    try (Workplace workplace = Objects.requireNonNull(open(), "--spark")) {
      return use.of(new Elsewhere(workplace, network, scratch, progress::step));
    } finally {
      FolderTree.delete(scratch);
    }
  }

  /** The processes asked for, the caller's to close; null where none are. */
  @Nullable Workplace open() {
    if (master == null) {
      return null;
    }
    Cluster cluster =
        Cluster.find()
            .orElseThrow(
                () ->
                    new UsageException(
                        "--spark needs the spark module on the class path; ./nodulens puts it"
                            + " there"));
    try {
      return cluster.open(master, "nodulens " + command.name());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--spark: " + e.getMessage());
    }
  }
}
