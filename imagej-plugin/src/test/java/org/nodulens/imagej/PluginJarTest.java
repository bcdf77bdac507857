package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The one jar for plugins/, as it is packaged. */
class PluginJarTest {
  /** Of Java 8 and 17 (Java Virtual Machine Specification, table 4.1-A). */
  private static final int JAVA_8 = 52;

  private static final int JAVA_17 = 61;

  private static final long MOST_BYTES = 60_000_000;

  private static Path jar() {
    Path jar = Path.of(System.getProperty("nodulens.plugin.jar", "none"));
    assumeTrue(Files.exists(jar), "skipped: no plugin jar yet; it is made in phase package");
    return jar;
  }

  @Test
  void nothing_in_it_has_a_name_that_a_fiji_may_have_too() throws IOException {
    TreeSet<String> roots = new TreeSet<>();
    try (JarFile jar = new JarFile(jar().toFile())) {
      jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class"))
          .map(name -> String.join(".", List.of(name.split("/")).subList(0, 2)))
          .forEach(roots::add);
    }
    assertThat(roots).containsExactly("ai.onnxruntime", "org.nodulens");
  }

  @Test
  void services_are_named_as_the_classes_are() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      List<JarEntry> services =
          jar.stream()
              .filter(entry -> entry.getName().startsWith("META-INF/services/"))
              .filter(entry -> !entry.isDirectory())
              .toList();
      assertThat(services)
          .extracting(JarEntry::getName)
          .allMatch(name -> name.contains("nodulens"));
      for (JarEntry service : services) {
        String text =
            new String(jar.getInputStream(service).readAllBytes(), StandardCharsets.UTF_8);
        for (String name : text.strip().split("\\R", -1)) {
          assertThat(jar.getEntry(name.strip().replace('.', '/') + ".class")).as(name).isNotNull();
        }
      }
    }
  }

  @Test
  void imagej_finds_its_commands_and_an_old_java_the_one_class_that_it_can_read()
      throws IOException {
    Path file = jar();
    assertThat(file.getFileName().toString()).contains("_").endsWith(".jar");
    assertThat(file.getParent()).hasFileName("plugins");
    assertThat(Files.size(file)).isLessThan(MOST_BYTES);
    try (JarFile jar = new JarFile(file.toFile())) {
      String config =
          new String(
              jar.getInputStream(jar.getEntry("plugins.config")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(config.lines().filter(line -> line.contains("NodulensPlugIn(\""))).hasSize(7);
      assertThat(version(jar, "NodulensPlugIn")).isEqualTo(JAVA_8);
      assertThat(version(jar, "Commands")).isEqualTo(JAVA_17);
    }
  }

  private static int version(JarFile jar, String name) throws IOException {
    JarEntry entry = jar.getJarEntry("org/nodulens/imagej/" + name + ".class");
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readInt(); // the magic number
      in.readUnsignedShort(); // minor
      return in.readUnsignedShort();
    }
  }
}
