package org.nodulens.report.cohort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.cropset.CropCenter;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropGeometry;
import org.nodulens.cropset.CropOrigin;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.cropset.CropSetWriter;
import org.nodulens.cropset.CropSpacing;
import org.nodulens.cropset.NoduleFacts;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.cropset.Rejection;
import org.nodulens.ct.GridSize;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.vit.Task;

/** Six nodules of four patients, and what was left out on the way to them. */
final class HandMadeSet {
  static final Task MALIGNANCY =
      new Task(
          "malignancy",
          1,
          Task.Kind.BINARY,
          "probability",
          Task.Scaling.NONE,
          "median-no-3",
          Optional.empty());

  static final Task TEXTURE =
      new Task(
          "texture",
          1,
          Task.Kind.REGRESSION,
          "rating",
          new Task.Scaling(4, 1, /* logarithmic= */ false),
          "mean",
          Optional.empty());

  private HandMadeSet() {}

  static CropSet write(Path folder) throws IOException {
    CropSetHeader header =
        new CropSetHeader(new GridSize(1, 1, 1), Optional.empty(), "test", Map.of());
    try (CropSetWriter writer = CropSetWriter.create(folder, header, List.of("scanner"))) {
      add(writer, "P1", 10, List.of(5, 5, 4, 4), List.of(5, 5, 5, 5), "A");
      add(writer, "P1", 16, List.of(4, 4, 3), List.of(3, 3, 3), "A");
      add(writer, "P2", 5, List.of(1, 2, 1), List.of(1, 1, 1), "B");
      add(writer, "P2", 6, List.of(3, 3, 3, 3), List.of(5, 5, 5, 5), "B");
      add(writer, "P3", 8, List.of(5, 5), List.of(5, 5), "");
      add(writer, "P4", 7, List.of(2, 3, 2), List.of(4, 4, 4), "A");
      writer.ledger().found(RejectLevel.FILE, 10);
      writer.ledger().kept(RejectLevel.FILE, 8);
      writer.ledger().reject(Rejection.ofFile("Doe^John/a", "not-dicom", "no DICOM"));
      writer.ledger().reject(Rejection.ofFile("Doe^John/b", "truncated", "cut short"));
      writer.ledger().found(RejectLevel.SERIES, 5);
      writer.ledger().kept(RejectLevel.SERIES, 4);
      writer.ledger().reject(Rejection.ofSeries("c", "1.2.9", "no-position", "nowhere"));
      writer.ledger().found(RejectLevel.NODULE, 8);
      writer.ledger().kept(RejectLevel.NODULE, 6);
      writer.ledger().reject(Rejection.ofNodule("1.2.9", "7", "outside", "not in the scan"));
      writer.ledger().reject(Rejection.ofNodule("1.2.9", "8", "outside", "not in the scan"));
      writer.complete();
    }
    return CropSet.open(folder);
  }

  private static void add(
      CropSetWriter writer,
      String patient,
      double diameterMm,
      List<Integer> malignancy,
      List<Integer> texture,
      String scanner)
      throws IOException {
    String id = "crop-" + diameterMm;
    writer.add(
        new CropDescription(
            id,
            new CropOrigin(id, patient, "1.2." + patient, ""),
            new CropGeometry(CropCenter.ofSlice(0), CropSpacing.inPlane(0.7), Optional.empty()),
            new NoduleFacts(
                OptionalDouble.of(diameterMm),
                malignancy.size(),
                Map.of(
                    Rating.MALIGNANCY, new Readings(malignancy),
                    Rating.TEXTURE, new Readings(texture)),
                scanner.isEmpty() ? Map.of() : Map.of("scanner", scanner)),
            0,
            List.of()),
        new short[] {0},
        new byte[] {1});
  }
}
