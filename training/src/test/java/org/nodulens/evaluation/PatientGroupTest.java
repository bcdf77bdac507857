package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.volumeio.FormatException;

class PatientGroupTest {
  @TempDir Path folder;

  private PatientGroup read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private PatientGroup read(byte[] bytes) throws IOException {
    return PatientGroup.read("early", Files.write(folder.resolve("patients.csv"), bytes));
  }

  @Test
  void a_column_names_the_patients_and_others_are_ignored() throws IOException {
    assertThat(read("site,patient_id\r\n1,a\r\n2,b\r\n1,a\r\n3,\r\n").patientIds())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void what_is_no_such_table_is_said() {
    assertThatThrownBy(() -> read("name\na\n"))
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith("patients.csv has no column patient_id");
    assertThatThrownBy(() -> read("patient_id\n"))
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith("names no patient");
    for (String broken :
        new String[] {"", "patient_id,patient_id\na,b\n", "patient_id\n\"a", "x,patient_id\n1\n"}) {
      assertThatThrownBy(() -> read(broken)).as(broken).isInstanceOf(FormatException.class);
    }
    assertThatThrownBy(() -> read(new byte[] {'p', (byte) 0xff, '\n'}))
        .isInstanceOf(FormatException.class);
  }

  @Test
  void a_name_is_a_key_of_the_report() {
    assertThatThrownBy(() -> new PatientGroup("A b", Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got \"A b\"");
  }
}
