package org.nodulens.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.cropset.CropId;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.Acquisition;
import org.nodulens.dicom.CtSeries;

/**
 * What a report says of the study: neither the patient nor a UID, and no free text.
 *
 * @param rows name and value
 */
public record StudyFacts(List<List<String>> rows) {
  public StudyFacts {
    rows = List.copyOf(rows);
  }

  /** Of a series on disk, under a name that its UID alone leads to. */
  public static StudyFacts of(CtSeries series) {
    Acquisition acquisition = series.slices().get(0).acquisition();
    VoxelSpacing mm = series.geometry().spacing();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Series (pseudonym)", CropId.of(series.uid(), "series")));
    rows.add(List.of("Slices", series.slices().size() + ", " + series.orientation()));
    rows.add(
        List.of(
            "Pixel, slice distance",
            Shown.decimals(2, mm.xMm())
                + " x "
                + Shown.decimals(2, mm.yMm())
                + " mm, "
                + Shown.decimals(2, mm.zMm())
                + " mm"));
    add(rows, "Scanner", joined(acquisition.manufacturer(), acquisition.model()));
    add(rows, "Reconstruction kernel", acquisition.kernel());
    return new StudyFacts(rows);
  }

  private static Optional<String> joined(Optional<String> first, Optional<String> second) {
    String both = (first.orElse("") + " " + second.orElse("")).strip();
    return both.isEmpty() ? Optional.empty() : Optional.of(both);
  }

  private static void add(List<List<String>> rows, String name, Optional<String> value) {
    rows.add(List.of(name, value.orElse(Shown.UNKNOWN)));
  }

  /** Of crops of a set, which may come from many studies. */
  public static StudyFacts ofCropSet(String source, int crops) {
    return new StudyFacts(
        List.of(List.of("Crop set", source), List.of("Nodules reported", Integer.toString(crops))));
  }
}
