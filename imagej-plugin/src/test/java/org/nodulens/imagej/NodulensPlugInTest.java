package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NodulensPlugInTest {
  @Test
  void an_old_java_is_told_from_a_new_one() {
    assertThat(NodulensPlugIn.major("1.8")).isEqualTo(8);
    assertThat(NodulensPlugIn.major("17")).isEqualTo(17);
    assertThat(NodulensPlugIn.major("21-ea")).isZero();
  }

  /** A Java 8, as far as class files go: it refuses newer ones. */
  private static final class OldJava extends ClassLoader {
    /** Of Java 8 (Java Virtual Machine Specification, table 4.1-A). */
    private static final int NEWEST = 52;

    OldJava() {
      super(NodulensPlugIn.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.nodulens.")) {
        return super.loadClass(name, resolve);
      }
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
        int version = ByteBuffer.wrap(bytes).getShort(6); // after magic number and minor version
        if (version > NEWEST) {
          throw new UnsupportedClassVersionError(name + " is of version " + version);
        }
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void an_old_java_can_load_what_imagej_calls_and_nothing_else_is_loaded() throws Exception {
    OldJava old = new OldJava();
    assertThatThrownBy(() -> old.loadClass("org.nodulens.imagej.Commands"))
        .isInstanceOf(UnsupportedClassVersionError.class);
    Class<?> plugIn = old.loadClass(NodulensPlugIn.class.getName());
    assertThat(plugIn).isNotSameAs(NodulensPlugIn.class);
    String java = System.getProperty("java.specification.version");
    System.setProperty("java.specification.version", "1.8");
    try {
      assertThat(
              plugIn
                  .getMethod("run", String.class, String.class)
                  .invoke(null, "explain", "task=malignancy"))
          .asString()
          .contains("needs Java 17", "runs on Java 1.8");
    } finally {
      System.setProperty("java.specification.version", java);
    }
  }
}
