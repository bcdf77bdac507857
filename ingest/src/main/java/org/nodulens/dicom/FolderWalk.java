package org.nodulens.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.nodulens.volumeio.FormatException;

/**
 * Visits all files under a folder, each folder in order of name: the order of a folder is the file
 * system's whim. Links are followed, but no folder is walked twice by way of them: a few links
 * could make a tree of any size. Holds no more than the names of the folders that it is in, and of
 * those that links led to.
 */
public final class FolderWalk {
  private final Path root;
  private final Path realRoot;
  private final Visitor visitor;
  private final Set<Path> foldersElsewhere = new HashSet<>();

  private FolderWalk(Path root, Visitor visitor) throws IOException {
    this.root = root;
    this.realRoot = root.toRealPath();
    this.visitor = visitor;
  }

  /** What is told of a walk. */
  public interface Visitor {
    void file(Path file) throws IOException;

    /** What is no file, or a folder that cannot be entered. */
    void failure(Path path, String code, String detail) throws IOException;
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
      FolderWalk walk = new FolderWalk(root, visitor);
      walk.folder(root, walk.realRoot);
    } else {
      throw new FormatException(root + " is no folder and no file");
    }
  }

  /**
   * Walks a folder.
   *
   * @param real where no link is left
   */
  private void folder(Path folder, Path real) throws IOException {
    if (!real.startsWith(realRoot) && !foldersElsewhere.add(real)) {
      visitor.failure(folder, "linked-twice", "another link led to this folder before");
      return;
    }
    List<Path> children;
    try (Stream<Path> listed = Files.list(folder)) {
      children = listed.sorted(Comparator.comparing(FolderWalk::name)).toList();
    } catch (IOException | UncheckedIOException e) {
      if (folder.equals(root)) {
        throw e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
      }
      visitor.failure(folder, "unreadable", "cannot be listed");
      return;
    }
    for (Path child : children) {
      visit(child, real);
    }
  }

  private void visit(Path child, Path realParent) throws IOException {
    if (Files.isRegularFile(child)) {
      visitor.file(child);
    } else if (Files.isDirectory(child)) {
      if (isLink(child)) {
        link(child, realParent);
      } else {
        folder(child, realParent.resolve(name(child)));
      }
    } else if (Files.exists(child)) {
      visitor.failure(child, "not-a-file", "neither file nor folder");
    } else {
      boolean link = Files.exists(child, LinkOption.NOFOLLOW_LINKS);
      visitor.failure(child, "unreadable", link ? "the link leads nowhere" : "it is gone");
    }
  }

  private void link(Path link, Path realParent) throws IOException {
    Path real;
    try {
      real = link.toRealPath();
    } catch (IOException e) {
      visitor.failure(link, "unreadable", "the link leads nowhere");
      return;
    }
    if (realParent.startsWith(real) || realRoot.startsWith(real)) {
      visitor.failure(link, "link-loop", "the link leads back to itself");
    } else if (real.startsWith(realRoot)) {
      visitor.failure(
          link, "linked-twice", "the link leads to a folder that is looked into anyway");
    } else {
      folder(link, real);
    }
  }

  /** A symbolic link, or a junction of Windows. */
  private static boolean isLink(Path folder) {
    try {
      BasicFileAttributes itself =
          Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return itself.isSymbolicLink() || itself.isOther();
    } catch (IOException e) {
      return true;
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
