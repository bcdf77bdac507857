package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWalkTest {
  @TempDir private Path folder;

  private Path root = Path.of("");

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
  }

  @Test
  void a_folder_outside_is_walked_once_whatever_leads_there() throws IOException {
    Path outside = folder.resolve("outside");
    Files.createFile(Files.createDirectories(outside.resolve("below")).resolve("f"));
    link("a", outside);
    link("b", outside);
    link("c", outside.resolve("below"));
    assertThat(walk()).containsExactly("a/below/f", "b linked-twice", "c linked-twice");
  }

  @Test
  void links_between_folders_of_the_tree_do_not_multiply_it() throws IOException {
    // Followed each time, two links in each of 64 folders would make 2^64 of the last one.
    for (int i = 0; i < 64; i++) {
      Files.createDirectory(root.resolve("n%02d".formatted(i)));
    }
    for (int i = 0; i < 63; i++) {
      link("n%02d/l".formatted(i), root.resolve("n%02d".formatted(i + 1)));
      link("n%02d/r".formatted(i), root.resolve("n%02d".formatted(i + 1)));
    }
    Files.createFile(root.resolve("n63/f"));
    assertThat(walk()).hasSize(2 * 63 + 1).contains("n63/f", "n00/l linked-twice");
  }

  @Test
  void a_link_to_where_the_walk_comes_from_is_a_loop() throws IOException {
    Files.createDirectories(root.resolve("a/b"));
    link("a/b/up", root.resolve("a"));
    link("out", folder);
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createSymbolicLink(outside.resolve("back"), root);
    link("to", outside);
    assertThat(walk()).containsExactly("a/b/up link-loop", "out link-loop", "to/back link-loop");
  }

  @Test
  void what_is_no_file_is_not_opened() throws IOException, InterruptedException {
    link("gone", root.resolve("nowhere"));
    try {
      new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor();
    } catch (IOException e) {
      assumeTrue(false, "skipped: no named pipes here");
    }
    assertThat(walk()).containsExactly("gone unreadable", "pipe not-a-file");
    assertThat(CtSeriesScanner.scan(root).rejectedFiles()).hasSize(2);
  }

  @Test
  void what_vanishes_meanwhile_is_told_of() throws IOException {
    Files.createFile(root.resolve("a"));
    Files.createDirectory(root.resolve("b"));
    Files.createFile(root.resolve("c"));
    Consumer<Path> deleteOthers =
        file -> {
          file.resolveSibling("b").toFile().delete();
          file.resolveSibling("c").toFile().delete();
        };
    assertThat(walk(deleteOthers)).containsExactly("a", "b unreadable", "c unreadable");
  }

  @Test
  void a_folder_that_may_not_be_listed_is_told_of() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path closed = Files.createDirectory(root.resolve("closed"));
    Files.createFile(root.resolve("f"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(closed), "skipped: root may read everything");
    assertThat(walk()).containsExactly("closed unreadable", "f");
  }

  private void link(String name, Path target) {
    try {
      Files.createSymbolicLink(root.resolve(name), target);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "skipped: no symbolic links here");
    }
  }

  private List<String> walk() throws IOException {
    return walk(file -> {});
  }

  private List<String> walk(Consumer<Path> onFile) throws IOException {
    List<String> seen = new ArrayList<>();
    FolderWalk.walk(
        root,
        new FolderWalk.Visitor() {
          @Override
          public void file(Path file) {
            seen.add(relative(file));
            onFile.accept(file);
          }

          @Override
          public void failure(Path path, String code, String detail) {
            assertThat(detail).isNotEmpty();
            seen.add(relative(path) + " " + code);
          }
        });
    return seen;
  }

  private String relative(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }
}
