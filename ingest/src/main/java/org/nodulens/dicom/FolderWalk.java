package org.nodulens.dicom;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All files under a folder, links followed; what cannot be entered is remembered. */
final class FolderWalk {
  private final Path root;
  private final List<Path> files = new ArrayList<>();
  private final List<RejectedFile> failures = new ArrayList<>();

  private FolderWalk(Path root) {
    this.root = root;
  }

  static FolderWalk of(Path root) throws IOException {
    FolderWalk walk = new FolderWalk(root);
    Files.walkFileTree(
        root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk.new Visitor());
    Collections.sort(walk.files);
    return walk;
  }

  /** In order of path: the order of a folder is the file system's whim. */
  List<Path> files() {
    return files;
  }

  List<RejectedFile> failures() {
    return failures;
  }

  String relative(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        files.add(file);
      } else {
        failures.add(new RejectedFile(relative(file), "", "not-a-file", "neither file nor folder"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(root)) {
        throw e;
      }
      failures.add(
          e instanceof FileSystemLoopException
              ? new RejectedFile(relative(file), "", "link-loop", "the link leads back to itself")
              : new RejectedFile(relative(file), "", "unreadable", "cannot be read"));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      if (e != null) {
        failures.add(new RejectedFile(relative(folder), "", "unreadable", "cannot be listed"));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
