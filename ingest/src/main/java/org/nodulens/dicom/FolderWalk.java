package org.nodulens.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.nodulens.volumeio.FormatException;

/**
 * Visits all files under a folder, links followed, each folder in order of name: the order of a
 * folder is the file system's whim. Holds no more than the names of the folders that it is in.
 */
public final class FolderWalk {
  private final Path root;
  private final Visitor visitor;

  /** The real folders from the root to here: a link to one of them is a loop. */
  private final List<Path> above = new ArrayList<>();

  private FolderWalk(Path root, Visitor visitor) {
    this.root = root;
    this.visitor = visitor;
  }

  /** What is told of a walk. */
  public interface Visitor {
    void file(Path file);

    /** What is no file, or a folder that cannot be entered. */
    void failure(Path path, String code, String detail);
  }

  /**
   * Walks a folder, or visits a single file.
   *
   * @throws FormatException if there is neither
   * @throws IOException if the root cannot be listed
   */
  public static void walk(Path root, Visitor visitor) throws IOException {
    if (Files.isRegularFile(root)) {
      visitor.file(root);
    } else if (Files.isDirectory(root)) {
      new FolderWalk(root, visitor).folder(root);
    } else {
      throw new FormatException(root + " is no folder and no file");
    }
  }

  private void folder(Path folder) throws IOException {
    List<Path> children;
    Path real;
    try (Stream<Path> listed = Files.list(folder)) {
      children = listed.sorted(Comparator.comparing(FolderWalk::name)).toList();
      real = folder.toRealPath();
    } catch (IOException | UncheckedIOException e) {
      if (folder.equals(root)) {
        throw e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
      }
      visitor.failure(folder, "unreadable", "cannot be listed");
      return;
    }
    if (above.contains(real)) {
      visitor.failure(folder, "link-loop", "the link leads back to itself");
      return;
    }
    above.add(real);
    for (Path child : children) {
      visit(child);
    }
    above.remove(above.size() - 1);
  }

  private void visit(Path child) throws IOException {
    if (Files.isRegularFile(child)) {
      visitor.file(child);
    } else if (Files.isDirectory(child)) {
      folder(child);
    } else if (Files.exists(child, LinkOption.NOFOLLOW_LINKS) && !Files.exists(child)) {
      visitor.failure(child, "unreadable", "the link leads nowhere");
    } else {
      visitor.failure(child, "not-a-file", "neither file nor folder");
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
