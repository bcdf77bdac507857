package org.nodulens.dicom.objects;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.CtSeriesWriter;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.ImageReference;
import org.nodulens.dicom.SourceSeries;
import org.nodulens.nodule.VoxelSet;

/**
 * Eight slices of 30 x 20 pixels, 2.5 mm thick and 2 mm apart, with a nodule of 6 mm, and one
 * object of each kind about it.
 */
final class SmallStudy {
  static final VolumeGeometry GEOMETRY =
      new VolumeGeometry(
          new GridSize(30, 20, 8),
          new PatientPoint(-15, -10, -100),
          VoxelAxes.alongPatient(new VoxelSpacing(1, 1, 2)));

  /** In column 14, row 9, slice 4. */
  static final PatientPoint CENTER = new PatientPoint(-1, -1, -92);

  static final VolumeGeometry MAP_GEOMETRY =
      VolumeGeometry.centered(
          new GridSize(5, 4, 3), CENTER, VoxelAxes.alongPatient(VoxelSpacing.isotropic(2)));

  private static final Algorithm ALGORITHM =
      new Algorithm("nodulens-vit", "1.2", List.of("views axial", "model 0123456789abcdef"));

  private final SourceSeries source;

  private SmallStudy(SourceSeries source) {
    this.source = source;
  }

  static SmallStudy write(Path folder) throws IOException {
    CtSeriesWriter writer =
        new CtSeriesWriter(
            new CtIdentity("P-1", "Phantom^One", "O", "2.25.1", "2.25.12", "2.25.3"),
            new CtScan("Nodulens", "Scanner A", "SHARP", 2.5, "Phantom", "20010203", "040506"),
            GEOMETRY);
    Files.createDirectories(folder);
    for (int slice = 0; slice < 8; slice++) {
      short[] hu = new short[600];
      for (int i = 0; i < hu.length; i++) {
        boolean inside = Math.hypot(i % 30 - 14, i / 30 - 9) <= 3 && Math.abs(slice - 4) <= 1;
        hu[i] = (short) (inside ? 30 : -850);
      }
      writer.write(folder.resolve(slice + ".dcm"), slice, hu);
    }
    return of(folder);
  }

  static SmallStudy of(Path folder) throws IOException {
    return new SmallStudy(SourceSeries.of(CtSeriesScanner.scan(folder).series().get(0)));
  }

  SourceSeries source() {
    return source;
  }

  ResultSeries series(int number, String description) {
    return new ResultSeries(
        source, new Equipment("0.1.0", "0123456789abcdef"), "nodule-1", number, description);
  }

  /** Columns 13 to 15 and rows 8 to 10 of slices 3 to 5. */
  static VoxelSet mask() {
    VoxelSet mask = new VoxelSet(GEOMETRY.size());
    for (int i = 0; i < 27; i++) {
      mask.add(new VoxelIndex(13 + i % 3, 8 + i / 3 % 3, 3 + i / 9));
    }
    return mask;
  }

  /** -0.029, -0.027 ... 0.089: sixty values in the order of the voxels. */
  static float[] map() {
    float[] values = new float[60];
    for (int i = 0; i < values.length; i++) {
      values[i] = (2 * i - 29) / 1000f;
    }
    return values;
  }

  TrackedNodule nodule() {
    return TrackedNodule.of(source, "Nodule 1");
  }

  private List<ImageReference> middle() {
    return List.of(source.slice(3), source.slice(4), source.slice(5));
  }

  List<DicomObject> pictures() {
    byte[] red = new byte[1800];
    byte[] composed = new byte[3 * 12];
    for (int i = 0; i < red.length; i += 3) {
      red[i] = (byte) 200;
    }
    VolumeGeometry plane =
        new VolumeGeometry(
            new GridSize(30, 20, 1), new PatientPoint(-15, -10, -92), GEOMETRY.axes());
    return SecondaryCapture.of(
        series(9001, "Overlays"),
        List.of(
            ColorFrame.inPatient(plane, red, List.of(source.slice(4))),
            ColorFrame.composed(4, 3, composed, middle())));
  }

  DicomObject parametricMap() {
    return parametricMap(MAP_GEOMETRY);
  }

  /** On a grid of at most sixty voxels. */
  DicomObject parametricMap(VolumeGeometry geometry) {
    return ParametricMap.of(
        series(9002, "Importance"),
        1,
        geometry,
        Arrays.copyOf(map(), Math.toIntExact(geometry.size().voxels())),
        ParametricMap.Meaning.importance("CDAM for malignancy"));
  }

  DicomObject segmentation() {
    VoxelSet corner = new VoxelSet(GEOMETRY.size());
    corner.add(new VoxelIndex(0, 0, 4));
    return SegmentationObject.of(
        series(9003, "Regions"),
        List.of(
            new SegmentationObject.Segment(
                "Nodule 1",
                SegmentationObject.Kind.NODULE,
                new SegmentationObject.Author.Readers(),
                nodule(),
                mask()),
            new SegmentationObject.Segment(
                "Important for malignancy",
                SegmentationObject.Kind.IMPORTANT_REGION,
                new SegmentationObject.Author.Program(ALGORITHM),
                nodule(),
                corner)));
  }

  DicomObject report(boolean withSegment) {
    Optional<SegmentReference> segment =
        withSegment
            ? Optional.of(SegmentationObject.reference(series(9003, "Regions"), segmentation(), 1))
            : Optional.empty();
    return MeasurementReport.of(
        series(9004, "Measurements"),
        List.of(
            new MeasurementReport.Findings(
                nodule(),
                middle(),
                segment,
                List.of(
                    Measurement.measured(Codes.LONG_AXIS, 6.25, Codes.MM),
                    Measurement.measured(Codes.SHORT_AXIS, 5.5, Codes.MM),
                    Measurement.measured(Codes.VOLUME, 113.1, Codes.MM3),
                    Measurement.meanHu(-12.5),
                    Measurement.predicted(
                        Codes.PROBABILITY_OF_CANCER, 37.5, Codes.PERCENT, ALGORITHM),
                    Measurement.predicted(
                        Codes.own("spiculation", "Spiculation rating"),
                        2.25,
                        Codes.SCORE,
                        ALGORITHM)))));
  }

  DicomObject document() {
    return EncapsulatedPdf.of(
        series(9005, "Report"),
        "Nodule report",
        "%PDF-1.4\n1 0 obj\n<<  >>\nendobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII),
        middle());
  }

  DicomObject mark() {
    return NoduleMark.of(
        series(9006, "Nodule mark"),
        new NoduleMark.Sphere(CENTER, 4),
        "Nodule 1",
        HounsfieldWindow.LUNG);
  }

  /** All of them by the names of their files. */
  Map<String, DicomObject> all() {
    Map<String, DicomObject> all = new LinkedHashMap<>();
    List<DicomObject> pictures = new ArrayList<>(pictures());
    all.put("sc-1", pictures.get(0));
    all.put("sc-2", pictures.get(1));
    all.put("pm", parametricMap());
    all.put("seg", segmentation());
    all.put("sr", report(true));
    all.put("sr-without-segment", report(false));
    all.put("pdf", document());
    all.put("pr", mark());
    return all;
  }
}
