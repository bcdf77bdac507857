package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NodulensPlugInTest {
  @Test
  void an_old_java_is_told_from_a_new_one() {
    assertThat(NodulensPlugIn.major("1.8")).isEqualTo(8);
    assertThat(NodulensPlugIn.major("17")).isEqualTo(17);
    assertThat(NodulensPlugIn.major("21-ea")).isZero();
  }

  @Test
  void an_old_java_gets_a_message_that_says_what_is_needed() {
    String java = System.getProperty("java.specification.version");
    System.setProperty("java.specification.version", "1.8");
    try {
      assertThat(NodulensPlugIn.run("about", "")).contains("needs Java 17", "runs on Java 1.8");
    } finally {
      System.setProperty("java.specification.version", java);
    }
  }

  /** Class files of Java 8 have version 52 (Java Virtual Machine Specification, table 4.1-A). */
  @Test
  void what_imagej_loads_first_is_byte_code_of_java_8() throws Exception {
    try (InputStream file =
            Objects.requireNonNull(
                NodulensPlugIn.class.getResourceAsStream("NodulensPlugIn.class"));
        DataInputStream in = new DataInputStream(file)) {
      in.readInt(); // the magic number
      in.readUnsignedShort(); // minor
      assertThat(in.readUnsignedShort()).isEqualTo(52);
    }
  }
}
