package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelSpacing;

/** A multi-frame object whose places and rescale stand in its functional groups. */
class EnhancedCtTest {
  private static final String ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1";
  private static final int FRAME_CONTENT = 0x00209111;
  private static final int PLANE_POSITION = 0x00209113;
  private static final int PLANE_ORIENTATION = 0x00209116;
  private static final int PIXEL_MEASURES = 0x00289110;
  private static final int PIXEL_VALUE_TRANSFORMATION = 0x00289145;
  private static final int DERIVATION_IMAGE = 0x00089124;

  @TempDir private Path folder;

  /** How the elements are written. */
  enum Writing {
    IMPLICIT,
    EXPLICIT,
    BIG_ENDIAN
  }

  @ParameterizedTest
  @EnumSource(Writing.class)
  void frames_are_slices_in_the_order_of_their_positions(Writing writing) throws IOException {
    put("e", enhanced(writing, 4, 0, 2).bytes());
    CtSeries series = only();
    assertThat(series.geometry().origin()).isEqualTo(new PatientPoint(-10, 20, 0));
    assertThat(series.geometry().spacing()).isEqualTo(new VoxelSpacing(0.75, 0.5, 2));
    CtVolume volume = CtSeriesReader.of(series).read();
    // Frame f holds 100 f + 0 .. 3 and is rescaled by slope 1, intercept -f; z 0 is the second.
    assertThat(volume.slice(0)).containsExactly(99, 100, 101, 102);
    assertThat(volume.slice(1)).containsExactly(198, 199, 200, 201);
    assertThat(volume.slice(2)).containsExactly(0, 1, 2, 3);
    assertThat(series.slices()).extracting(SliceHeader::sopUid).containsOnly("1.2.3.1");
  }

  @Test
  void a_part_is_read_as_from_the_whole() throws IOException {
    put("e", enhanced(Writing.EXPLICIT, 0, 1, 2, 3).bytes());
    CtSeriesReader reader = CtSeriesReader.of(only());
    assertThat(reader.slices(2, 1).slice(0)).isEqualTo(reader.withThreads(3).read().slice(2));
  }

  @Test
  void frames_of_several_objects_make_one_series() throws IOException {
    put("a", enhanced(Writing.EXPLICIT, 0, 2).bytes());
    put("b", enhanced(Writing.EXPLICIT, 4, 6).text(Tag.SOP_INSTANCE_UID, "UI", "1.2.3.2").bytes());
    assertThat(only().slices()).hasSize(4);
    put("c", enhanced(Writing.EXPLICIT, 4, 6).bytes());
    assertThat(CtSeriesScanner.scan(folder).rejectedFiles())
        .containsExactly(
            new RejectedFile(
                "c",
                "1.2.3",
                "duplicate-instance",
                "the same SOP Instance UID as a, which is kept"));
  }

  @Test
  void as_many_frames_as_are_promised_must_be_described() throws IOException {
    put("e", enhanced(Writing.EXPLICIT, 0, 2).text(Tag.NUMBER_OF_FRAMES, "IS", "3").bytes());
    assertThat(rejected().code()).isEqualTo("pixel-format");
    assertThat(rejected().detail())
        .isEqualTo(
            "Number of Frames (0028,0008) is 3, but 2 frames are described one by one, in e of"
                + " series 1.2.3");
  }

  @Test
  void a_frame_without_a_place_is_named() throws IOException {
    DicomBytes object = enhanced(Writing.EXPLICIT, 0, 2);
    object.sequence(
        FunctionalGroups.PER_FRAME, frame(Writing.EXPLICIT, 0, 0), item(Writing.EXPLICIT));
    put("e", object.bytes());
    assertThat(rejected().code()).isEqualTo("missing-tag");
    assertThat(rejected().detail())
        .isEqualTo(
            "Image Position (Patient) (0020,0032) is missing or empty in frame 2 of e of series"
                + " 1.2.3");
  }

  @Test
  void numbers_that_are_no_hounsfield_units_are_refused() throws IOException {
    Writing writing = Writing.EXPLICIT;
    DicomBytes object = enhanced(writing, 0, 2);
    DicomBytes electronDensity =
        item(writing)
            .text(Tag.RESCALE_INTERCEPT, "DS", "0")
            .text(Tag.RESCALE_SLOPE, "DS", "1")
            .text(Tag.RESCALE_TYPE, "LO", "ED");
    DicomBytes frame = frame(writing, 0, 0).sequence(PIXEL_VALUE_TRANSFORMATION, electronDensity);
    put("e", object.sequence(FunctionalGroups.PER_FRAME, frame, frame(writing, 1, 2)).bytes());
    assertThat(rejected().code()).isEqualTo("not-hu");
  }

  @Test
  void a_number_that_is_none_is_read_through_once() throws IOException {
    // Tried anew from each of its digits, for each of the frames, it would take minutes.
    Writing writing = Writing.EXPLICIT;
    double[] zMm = new double[4_000];
    Arrays.setAll(zMm, i -> i);
    String digits = "1".repeat(4_000) + "x";
    DicomBytes measures = item(writing).text(Tag.SLICE_THICKNESS, "DS", digits);
    DicomBytes shared = shared(writing).sequence(0x00189329, measures);
    put("e", enhanced(writing, zMm).sequence(FunctionalGroups.SHARED, shared).bytes());
    assertThat(only().slices()).hasSize(4_000).noneMatch(s -> s.thicknessMm().isPresent());
  }

  @Test
  void pixels_that_end_before_the_last_frame_are_seen() throws IOException {
    put("e", enhanced(Writing.EXPLICIT, 0, 2).pixels(1, 2, 3, 4, 5, 6, 7).bytes());
    CtSeries series = only();
    assertThat(CtSeriesReader.of(series).slices(0, 1).slice(0)).hasSize(4);
    assertThatThrownBy(() -> CtSeriesReader.of(series).slices(1, 1))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining("holds 14 bytes, expected 16");
  }

  static DicomBytes enhanced(Writing writing, double... zMm) {
    DicomBytes[] frames = new DicomBytes[zMm.length];
    int[] pixels = new int[4 * zMm.length];
    for (int f = 0; f < zMm.length; f++) {
      frames[f] = frame(writing, f, zMm[f]);
      for (int i = 0; i < 4; i++) {
        pixels[4 * f + i] = 100 * f + i;
      }
    }
    DicomBytes object =
        writing == Writing.BIG_ENDIAN
            ? DicomBytes.bigEndianSlice(0)
            : DicomBytes.slice(0, writing == Writing.EXPLICIT);
    return object
        .text(Tag.SOP_CLASS_UID, "UI", ENHANCED_CT)
        .text(Tag.SOP_INSTANCE_UID, "UI", "1.2.3.1")
        .text(Tag.NUMBER_OF_FRAMES, "IS", Integer.toString(zMm.length))
        .without(Tag.IMAGE_POSITION)
        .without(Tag.IMAGE_ORIENTATION)
        .without(Tag.PIXEL_SPACING)
        .without(Tag.RESCALE_SLOPE)
        .without(Tag.RESCALE_INTERCEPT)
        .sequence(FunctionalGroups.SHARED, shared(writing))
        .sequence(FunctionalGroups.PER_FRAME, frames)
        .pixels(pixels);
  }

  private static DicomBytes shared(Writing writing) {
    // A derivation's own rescale, in a macro that is none of ours, must not be taken for the
    // frame's.
    DicomBytes other = item(writing).text(Tag.RESCALE_SLOPE, "DS", "77");
    return item(writing)
        .sequence(DERIVATION_IMAGE, other)
        .sequence(
            PLANE_ORIENTATION, item(writing).text(Tag.IMAGE_ORIENTATION, "DS", "1\\0\\0\\0\\1\\0"))
        .sequence(PIXEL_MEASURES, item(writing).text(Tag.PIXEL_SPACING, "DS", "0.5\\0.75"));
  }

  private static DicomBytes frame(Writing writing, int number, double zMm) {
    return item(writing)
        .sequence(FRAME_CONTENT, item(writing).number(Tag.FRAME_ACQUISITION_NUMBER, number))
        .sequence(PLANE_POSITION, item(writing).text(Tag.IMAGE_POSITION, "DS", "-10\\20\\" + zMm))
        .sequence(
            PIXEL_VALUE_TRANSFORMATION,
            item(writing)
                .text(Tag.RESCALE_INTERCEPT, "DS", Integer.toString(-number))
                .text(Tag.RESCALE_SLOPE, "DS", "1")
                .text(Tag.RESCALE_TYPE, "LO", "HU"));
  }

  private static DicomBytes item(Writing writing) {
    return DicomBytes.item(writing != Writing.IMPLICIT, writing == Writing.BIG_ENDIAN);
  }

  private CtSeries only() throws IOException {
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.rejectedFiles()).isEmpty();
    assertThat(scan.rejectedSeries()).isEmpty();
    assertThat(scan.series()).hasSize(1);
    return scan.series().get(0);
  }

  private RejectedFile rejected() throws IOException {
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.rejectedFiles()).hasSize(1);
    return scan.rejectedFiles().get(0);
  }

  private void put(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }
}
