package org.nodulens.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.PatientPoint;
import org.nodulens.dicom.objects.SegmentationObject.Author;
import org.nodulens.nodule.VoxelSet;
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.overlay.PlacedMap;
import org.nodulens.vit.Prediction;

/**
 * What is known of one nodule of a series, to be written as DICOM.
 *
 * @param name of the nodule, such as {@code Nodule 1}; names no patient
 * @param radiusMm of the circle that marks it
 * @param outline absent where nobody outlined it
 * @param maps the first is drawn over the slices; all are written as numbers
 * @param pictures composed ones, to stand before the slices
 * @param window of what is shown
 */
public record DicomCase(
    String name,
    PatientPoint center,
    double radiusMm,
    Optional<Outlined> outline,
    List<Predicted> predictions,
    List<NamedMap> maps,
    List<BufferedImage> pictures,
    HounsfieldWindow window) {
  /** Of a nodule that nobody outlined: as large as most that are found. */
  public static final double USUAL_RADIUS_MM = 8;

  /**
   * A nodule's voxels on the grid of the series.
   *
   * @param author who drew them
   * @param measures taken on them, where that was possible
   */
  public record Outlined(VoxelSet voxels, Author author, Optional<MaskMeasures> measures) {}

  /**
   * What a model says.
   *
   * @param calibrated its probability after the model's own calibration, 0 to 1, where it has one
   */
  public record Predicted(Prediction prediction, OptionalDouble calibrated) {}

  /**
   * A map and what it explains.
   *
   * @param method such as {@code cdam}
   * @param task whose score it explains; empty where the method knows none
   */
  public record NamedMap(String method, String task, PlacedMap map) {
    /** For instance {@code cdam for malignancy}. */
    String title() {
      return task.isEmpty() ? method : method + " for " + task;
    }
  }

  public DicomCase {
    predictions = List.copyOf(predictions);
    maps = List.copyOf(maps);
    pictures = List.copyOf(pictures);
  }
}
