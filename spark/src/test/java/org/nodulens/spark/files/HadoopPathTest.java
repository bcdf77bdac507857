package org.nodulens.spark.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.dicom.FolderWalk;
import org.nodulens.volumeio.NpyFile;

/** Paths on Hadoop's own view of this machine's disk. */
class HadoopPathTest {
  @TempDir private Path disk;
  private Path root;

  @BeforeEach
  void open() throws IOException {
    root = SharedPaths.of("file://" + disk);
  }

  @Test
  void a_path_is_what_its_text_says_and_relative_ones_have_no_scheme() throws IOException {
    Path file = root.resolve("a folder").resolve("x#1.dcm");
    assertThat(file.toString()).isEqualTo("file://" + disk + "/a folder/x#1.dcm");
    assertThat(SharedPaths.of(file.toString())).isEqualTo(file);
    assertThat(root.relativize(file).toString()).isEqualTo("a folder/x#1.dcm");
    assertThat(file.getFileName().toString()).isEqualTo("x#1.dcm");
    assertThat(file.getParent()).isEqualTo(root.resolve("a folder"));
    assertThat(file.startsWith(root)).isTrue();
    assertThat(file.startsWith(disk)).isFalse();
    assertThat(disk.startsWith(root)).isFalse();
    assertThat(SharedPaths.of(disk.toString())).isEqualTo(disk);
  }

  @Test
  void files_are_written_whole_listed_moved_and_deleted() throws IOException {
    Path file = root.resolve("sub").resolve("a b.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "text");
    assertThat(disk.resolve("sub/a b.txt")).hasContent("text");
    assertThatThrownBy(() -> Files.createFile(file)).isInstanceOf(FileAlreadyExistsException.class);
    Path moved = file.resolveSibling("moved");
    Files.move(file, moved, StandardCopyOption.ATOMIC_MOVE);
    try (Stream<Path> listed = Files.list(root.resolve("sub"))) {
      assertThat(listed).containsExactly(moved);
    }
    assertThatThrownBy(() -> Files.delete(root.resolve("sub")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    Files.delete(moved);
    assertThat(Files.exists(moved)).isFalse();
    assertThatThrownBy(() -> Files.readString(moved)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void any_bytes_of_a_file_are_read_by_position() throws IOException {
    byte[] bytes = new byte[700_000];
    new Random(17).nextBytes(bytes);
    Files.write(disk.resolve("bytes"), bytes);
    try (FileChannel channel = FileChannel.open(root.resolve("bytes"))) {
      assertThat(channel.size()).isEqualTo(bytes.length);
      for (int start : new int[] {0, 100, 65_000, 65_536, 400_000, 70_000, 699_999}) {
        ByteBuffer some = ByteBuffer.allocate(Math.min(200_000, bytes.length - start));
        while (some.hasRemaining()) {
          assertThat(channel.read(some, start + some.position())).isPositive();
        }
        assertThat(some.array())
            .isEqualTo(java.util.Arrays.copyOfRange(bytes, start, start + some.capacity()));
      }
      assertThat(channel.read(ByteBuffer.allocate(1), bytes.length)).isEqualTo(-1);
    }
  }

  @Test
  void an_array_is_read_by_row_and_whole() throws IOException {
    NpyFile.write(disk.resolve("a.npy"), new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6});
    NpyFile array = NpyFile.open(root.resolve("a.npy"));
    assertThat(array.row(1).getFloat(4)).isEqualTo(5);
    assertThat(array.floats()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void a_walk_meets_files_in_order_of_name() throws IOException {
    Files.createDirectories(disk.resolve("b"));
    for (String name : new String[] {"c", "a", "b/2", "b/1"}) {
      Files.writeString(disk.resolve(name), name);
    }
    StringBuilder met = new StringBuilder();
    FolderWalk.walk(
        root,
        new FolderWalk.Visitor() {
          @Override
          public void file(Path file) {
            met.append(root.relativize(file)).append(' ');
          }

          @Override
          public void failure(Path path, String code, String detail) {
            met.append(code);
          }
        });
    assertThat(met).hasToString("a b/1 b/2 c ");
  }

  @Test
  void a_storage_that_does_not_answer_is_no_fault_of_a_file() {
    assertThatThrownBy(
            () ->
                StorageFault.told(
                    root,
                    () -> {
                      throw new IOException("503 slow down");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("503 slow down");
  }
}
