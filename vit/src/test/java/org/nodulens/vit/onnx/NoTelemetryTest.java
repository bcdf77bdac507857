package org.nodulens.vit.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * ONNX Runtime 1.29.0 sends events about each process over the network from Linux and macOS too,
 * reads the machine's id and this process's command line for it, and dies of a long command line.
 * None of the native libraries that we bring may know where to send them.
 */
class NoTelemetryTest {
  private static final String COLLECTOR = "events.data.microsoft.com";

  @Test
  void no_native_library_of_onnx_runtime_knows_an_address_to_report_to() throws IOException {
    Path jar =
        Path.of(OrtEnvironment.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      List<Path> libraries;
      try (Stream<Path> all = Files.walk(files.getPath("ai/onnxruntime/native"))) {
        libraries = all.filter(Files::isRegularFile).filter(NoTelemetryTest::isLibrary).toList();
      }
      assertThat(libraries).hasSizeGreaterThanOrEqualTo(4); // of four platforms at least
      for (Path library : libraries) {
        boolean found =
            new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1)
                .contains(COLLECTOR);
        assertThat(found).as("%s names %s", library, COLLECTOR).isFalse();
      }
    }
  }

  private static boolean isLibrary(Path file) {
    return file.toString().matches(".*\\.(so|dll|dylib)");
  }
}
