package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Keeps {@code --overwrite} from deleting what is obviously no output of ours. */
final class OverwriteGuard {
  private static final List<String> NOT_IN_AN_OUTPUT =
      List.of(".git", ".hg", ".svn", ".ssh", "pom.xml");

  private OverwriteGuard() {}

  /**
   * Refuses a folder that must not be replaced.
   *
   * @param inputs what the command reads; the folder must not hold any of it
   */
  static void check(Path out, Collection<Path> inputs) throws IOException {
    Path target = real(out);
    for (String name : NOT_IN_AN_OUTPUT) {
      if (Files.exists(target.resolve(name))) {
        throw refused(out, "it holds " + name);
      }
    }
    if (real(Path.of(System.getProperty("user.home"))).startsWith(target)) {
      throw refused(out, "it holds the home folder");
    }
    if (real(Path.of("")).startsWith(target)) {
      throw refused(out, "it holds the working folder");
    }
    for (Path input : inputs) {
      if (real(input).startsWith(target)) {
        throw refused(out, "it holds the input " + input);
      }
    }
  }

  private static Path real(Path path) throws IOException {
    return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
  }

  private static UsageException refused(Path out, String reason) {
    return new UsageException("--overwrite will not replace --out " + out + ": " + reason);
  }
}
