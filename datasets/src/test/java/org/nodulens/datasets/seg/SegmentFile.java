package org.nodulens.datasets.seg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.datasets.regions.DrawnStudy;
import org.nodulens.datasets.regions.ObjectBytes;

/** A binary segmentation of a {@link DrawnStudy}, on a grid of its own. */
final class SegmentFile {
  private final DrawnStudy study;
  private final VolumeGeometry grid;
  private final List<ObjectBytes> segments = new ArrayList<>();
  private final List<ObjectBytes> frames = new ArrayList<>();
  private final BitSet pixels = new BitSet();
  private boolean namesSeries = true;

  SegmentFile(DrawnStudy study, VolumeGeometry grid) {
    this.study = study;
    this.grid = grid;
  }

  /** Which voxels of its grid a segment holds. */
  interface Shape {
    boolean holds(VoxelIndex voxel);
  }

  SegmentFile withoutSeries() {
    namesSeries = false;
    return this;
  }

  /** A segment, with frames from the last slice to the first: those that hold something. */
  SegmentFile segment(String label, Shape shape) {
    int number = segments.size() + 1;
    segments.add(
        new ObjectBytes()
            .number(0x00620004, number)
            .text(0x00620005, "LO", label)
            .text(0x00620008, "CS", "MANUAL")
            .items(0x00620003, code("49755003", "SCT", "Morphologically Abnormal Structure"))
            .items(0x0062000F, code("108369006", "SCT", "Neoplasm")));
    for (int slice = grid.size().slices() - 1; slice >= 0; slice--) {
      int start = frames.size() * grid.size().pixelsPerSlice();
      for (int at = 0; at < grid.size().pixelsPerSlice(); at++) {
        int columns = grid.size().columns();
        pixels.set(start + at, shape.holds(new VoxelIndex(at % columns, at / columns, slice)));
      }
      if (pixels.nextSetBit(start) >= 0) {
        frames.add(frame(number, slice));
      }
    }
    return this;
  }

  private static ObjectBytes code(String value, String scheme, String meaning) {
    return new ObjectBytes()
        .text(0x00080100, "SH", value)
        .text(0x00080102, "SH", scheme)
        .text(0x00080104, "LO", meaning);
  }

  private ObjectBytes frame(int segment, int slice) {
    PatientPoint at = grid.toPatient(new VoxelPoint(0, 0, slice));
    ObjectBytes content =
        new ObjectBytes()
            .raw(
                0x00209157,
                "UL",
                new byte[] {(byte) segment, 0, 0, 0, (byte) (slice + 1), 0, 0, 0});
    ObjectBytes source =
        DrawnStudy.image(study.sopUid(Math.min(slice, DrawnStudy.GEOMETRY.size().slices() - 1)))
            .items(
                0x0040A170, code("121322", "DCM", "Source image for image processing operation"));
    ObjectBytes derivation =
        new ObjectBytes()
            .items(0x00082112, source)
            .items(0x00089215, code("113076", "DCM", "Segmentation"));
    return new ObjectBytes()
        .items(0x00089124, derivation)
        .items(0x00209111, content)
        .items(
            0x00209113,
            new ObjectBytes().text(0x00200032, "DS", numbers(at.xMm(), at.yMm(), at.zMm())))
        .items(0x0062000A, new ObjectBytes().number(0x0062000B, segment));
  }

  private static String numbers(double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.length() == 0 ? "" : "\\").append(String.format(Locale.ROOT, "%.5f", value));
    }
    return text.toString();
  }

  private ObjectBytes shared() {
    PatientVector row = grid.axes().column().unit();
    PatientVector column = grid.axes().row().unit();
    ObjectBytes orientation =
        new ObjectBytes()
            .text(
                0x00200037,
                "DS",
                numbers(row.xMm(), row.yMm(), row.zMm(), column.xMm(), column.yMm(), column.zMm()));
    ObjectBytes measures =
        new ObjectBytes()
            .text(0x00180050, "DS", numbers(grid.spacing().zMm()))
            .text(0x00180088, "DS", numbers(grid.spacing().zMm()))
            .text(0x00280030, "DS", numbers(grid.spacing().yMm(), grid.spacing().xMm()));
    return new ObjectBytes().items(0x00209116, orientation).items(0x00289110, measures);
  }

  private static ObjectBytes dimension(byte[] pointer, byte[] group) {
    return new ObjectBytes()
        .text(0x00209164, "UI", "1.2.3.60")
        .raw(0x00209165, "AT", pointer)
        .raw(0x00209167, "AT", group);
  }

  ObjectBytes object() {
    int bits = frames.size() * grid.size().pixelsPerSlice();
    byte[] packed = Arrays.copyOf(pixels.toByteArray(), (bits + 15) / 16 * 2);
    ObjectBytes object =
        DrawnStudy.object("SEG")
            .text(0x00080008, "CS", "DERIVED\\PRIMARY")
            .text(0x00200052, "UI", DrawnStudy.FRAME_OF_REFERENCE)
            .text(0x00201040, "LO", "")
            .items(0x00209221, new ObjectBytes().text(0x00209164, "UI", "1.2.3.60"))
            .items(
                0x00209222,
                dimension(new byte[] {0x62, 0, 0x0B, 0}, new byte[] {0x62, 0, 0x0A, 0}),
                dimension(new byte[] {0x20, 0, 0x32, 0}, new byte[] {0x20, 0, 0x13, (byte) 0x91}))
            .number(0x00280002, 1)
            .text(0x00280004, "CS", "MONOCHROME2")
            .text(0x00280008, "IS", frames.size() + "")
            .number(0x00280010, grid.size().rows())
            .number(0x00280011, grid.size().columns())
            .number(0x00280100, 1)
            .number(0x00280101, 1)
            .number(0x00280102, 0)
            .number(0x00280103, 0)
            .text(0x00282110, "CS", "00")
            .text(0x00620001, "CS", "BINARY")
            .items(0x00620002, segments)
            .text(0x00700080, "CS", "SEG")
            .text(0x00700081, "LO", "")
            .text(0x00700084, "PN", "Poe^Edgar")
            .items(0x52009229, shared())
            .items(0x52009230, frames)
            .raw(0x7FE00010, "OB", packed);
    if (namesSeries) {
      object.items(
          0x00081115,
          new ObjectBytes()
              .text(0x0020000E, "UI", study.seriesUid())
              .items(0x0008114A, study.images()));
    }
    return object;
  }

  Path write(Path file) throws IOException {
    int number = Math.floorMod(file.getFileName().toString().hashCode(), 10000);
    return object().write(file, "1.2.840.10008.5.1.4.1.1.66.4", "1.2.3.200." + number);
  }
}
