package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedAttributesTest {
  private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";

  @TempDir private Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private DicomDataSet copiedFrom(DicomDataSet dataSet) throws IOException {
    Path file = folder.resolve("slice.dcm");
    new DicomObject(CT_IMAGE, "2.25.9", dataSet).writeTo(file);
    return CopiedAttributes.of(DicomLocation.of(file));
  }

  /** A name that is no ASCII goes from file to file in its own character set. */
  @Test
  void the_patient_is_copied_byte_for_byte() throws IOException {
    DicomDataSet copied =
        copiedFrom(
            new DicomDataSet()
                .text(WrittenAttribute.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .copied(WrittenAttribute.PATIENT_NAME, bytes("Müller^Zoë"))
                .text(WrittenAttribute.PATIENT_ID, "X 1")
                .text(WrittenAttribute.STUDY_INSTANCE_UID, "2.25.1"));
    assertThat(copied.encoded())
        .containsSequence(bytes("ISO_IR 192"))
        .containsSequence(bytes("Müller^Zoë"))
        .containsSequence(bytes("X 1"));
  }

  @Test
  void how_the_source_was_de_identified_is_said_of_what_is_made_of_it() throws IOException {
    CodedTerm profile = new CodedTerm("DCM", "113100", "Basic Application Confidentiality Profile");
    DicomDataSet copied =
        copiedFrom(
            new DicomDataSet()
                .text(WrittenAttribute.PATIENT_IDENTITY_REMOVED, "YES")
                .text(WrittenAttribute.DEIDENTIFICATION_METHOD, "by hand")
                .items(WrittenAttribute.DEIDENTIFICATION_CODE_SEQUENCE, profile.item()));
    assertThat(copied.encoded())
        .containsSequence(bytes("YES"))
        .containsSequence(bytes("by hand"))
        .containsSequence(bytes("113100"))
        .containsSequence(bytes("Basic Application Confidentiality Profile"));
  }

  @Test
  void references_of_the_source_are_left_behind() throws IOException {
    DicomDataSet copied =
        copiedFrom(
            new DicomDataSet()
                .text(WrittenAttribute.STUDY_INSTANCE_UID, "2.25.1")
                .items(
                    WrittenAttribute.REFERENCED_IMAGE_SEQUENCE,
                    new DicomDataSet()
                        .text(WrittenAttribute.REFERENCED_SOP_INSTANCE_UID, "2.25.666")));
    assertThat(new String(copied.encoded(), StandardCharsets.ISO_8859_1))
        .contains("2.25.1")
        .doesNotContain("2.25.666");
  }

  @Test
  void a_series_without_a_frame_of_reference_is_no_source() throws IOException {
    CtSeriesWriter writer =
        new CtSeriesWriter(
            new CtIdentity("P-1", "Phantom^One", "O", "2.25.1", "2.25.12", "no uid"),
            new CtScan("Nodulens", "A", "SHARP", 1, "Phantom", "20000101", "120000"),
            new org.nodulens.ct.VolumeGeometry(
                new org.nodulens.ct.GridSize(2, 2, 2),
                org.nodulens.ct.PatientPoint.ORIGIN,
                org.nodulens.ct.VoxelAxes.alongPatient(org.nodulens.ct.VoxelSpacing.isotropic(1))));
    writer.write(folder.resolve("1.dcm"), 0, new short[4]);
    writer.write(folder.resolve("2.dcm"), 1, new short[4]);
    CtSeries series = CtSeriesScanner.scan(folder).series().get(0);
    assertThatThrownBy(() -> SourceSeries.of(series))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining("Frame of Reference UID (0020,0052) is no UID in");
  }
}
