package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcquisitionTest {
  @TempDir private Path folder;

  private Acquisition of(DicomBytes slice) throws IOException {
    Path file = folder.resolve("s");
    Files.write(file, slice.bytes());
    return SliceHeader.of(DicomFile.readHeader(file)).acquisition();
  }

  private static DicomBytes siemens() {
    return DicomBytes.slice(0, true)
        .text(Tag.MANUFACTURER, "LO", "SIEMENS")
        .text(Tag.CONVOLUTION_KERNEL, "SH", "B70f")
        .text(Tag.GANTRY_TILT, "DS", "-12.5");
  }

  @Test
  void it_says_how_the_slice_was_made() throws IOException {
    Acquisition acquisition = of(siemens());
    assertThat(acquisition.manufacturer()).contains("SIEMENS");
    assertThat(acquisition.kernel()).contains("B70f");
    assertThat(acquisition.gantryTiltDegrees()).hasValue(-12.5);
    assertThat(acquisition.model()).isEmpty();
    assertThat(acquisition.text(Tag.IMAGE_TYPE)).contains("ORIGINAL\\PRIMARY\\AXIAL");
  }

  @Test
  void a_tilt_that_is_no_number_rejects_nothing() throws IOException {
    assertThat(of(siemens().text(Tag.GANTRY_TILT, "DS", "left")).gantryTiltDegrees()).isEmpty();
    assertThat(of(siemens().text(Tag.GANTRY_TILT, "DS", "NaN")).gantryTiltDegrees()).isEmpty();
    assertThat(of(siemens().without(Tag.GANTRY_TILT)).gantryTiltDegrees()).isEmpty();
  }

  @Test
  void equal_texts_are_shared_where_asked_for() throws IOException {
    Map<String, String> pool = new HashMap<>();
    Acquisition one = of(siemens()).sharing(text -> pool.computeIfAbsent(text, t -> t));
    Acquisition other = of(siemens()).sharing(text -> pool.computeIfAbsent(text, t -> t));
    assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(other.kernel().orElseThrow()).isSameAs(one.kernel().orElseThrow());
    assertThat(of(siemens().text(Tag.CONVOLUTION_KERNEL, "SH", "B30f"))).isNotEqualTo(one);
  }

  @Test
  void texts_do_nothing_to_a_terminal() throws IOException {
    String kernel = "B\u001b[31m" + "x".repeat(600);
    Acquisition acquisition = of(siemens().text(Tag.CONVOLUTION_KERNEL, "SH", kernel));
    assertThat(acquisition.kernel().orElseThrow()).startsWith("B?[31mxxx").hasSize(256);
  }

  @Test
  void what_is_not_held_is_not_asked_for() throws IOException {
    Acquisition acquisition = of(siemens());
    assertThatThrownBy(() -> acquisition.text(Tag.PATIENT_ID))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
