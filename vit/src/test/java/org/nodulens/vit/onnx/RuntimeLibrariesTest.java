package org.nodulens.vit.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RuntimeLibrariesTest {
  private static final String NAME = "libsomething.so";

  @TempDir private Path folder;
  private Path source;
  private Path cache;
  private Map<String, URL> libraries;

  @BeforeEach
  void a_library() throws IOException {
    source = Files.writeString(folder.resolve("source"), "library");
    cache = folder.resolve("target/native");
    libraries = Map.of(NAME, source.toUri().toURL());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void the_cache_is_filled_once_and_holds_nothing_else() throws IOException {
    Path first = RuntimeLibraries.folder(libraries, cache.toString());
    assertThat(first.getParent()).isEqualTo(cache);
    assertThat(first.resolve(NAME)).hasContent("library");
    Files.writeString(first.resolve(NAME), "LIBRARY"); // as long: taken for the library
    assertThat(RuntimeLibraries.folder(libraries, cache.toString())).isEqualTo(first);
    assertThat(first.resolve(NAME)).hasContent("LIBRARY");
    assertThat(names(first)).containsExactly(NAME);
  }

  @Test
  void a_library_that_was_cut_short_is_replaced() throws IOException {
    Path cached = RuntimeLibraries.folder(libraries, cache.toString());
    Files.writeString(cached.resolve(NAME), "lib");
    assertThat(RuntimeLibraries.folder(libraries, cache.toString())).isEqualTo(cached);
    assertThat(cached.resolve(NAME)).hasContent("library");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_cache_that_others_may_write_to_is_not_used() throws IOException {
    Path cached = RuntimeLibraries.folder(libraries, cache.toString());
    Files.setPosixFilePermissions(cached, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(RuntimeLibraries.folder(libraries, cache.toString())).isNotEqualTo(cached);
    Files.setPosixFilePermissions(cached, PosixFilePermissions.fromString("rwx------"));
    assertThat(RuntimeLibraries.folder(libraries, cache.toString())).isEqualTo(cached);
    Files.setPosixFilePermissions(
        cached.resolve(NAME), PosixFilePermissions.fromString("rw-rw----"));
    assertThat(RuntimeLibraries.folder(libraries, cache.toString())).isNotEqualTo(cached);
  }

  @Test
  void where_there_is_no_cache_they_lie_in_a_folder_of_this_process() throws IOException {
    Path temporary = RuntimeLibraries.folder(libraries, null);
    assertThat(temporary.resolve(NAME)).hasContent("library");
    assertThat(RuntimeLibraries.folder(libraries, null)).isNotEqualTo(temporary);
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Path fallback = RuntimeLibraries.folder(libraries, file.toString());
    assertThat(fallback.resolve(NAME)).hasContent("library");
  }
}
