package org.nodulens.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.Acquisition;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.SliceHeader;

/**
 * A series, and what is worth knowing of it.
 *
 * @param patient a pseudonym, such as {@code patient-1}
 */
public record SeriesEntry(String patient, CtSeries series, PixelVerdict pixels) {
  /** Slices that are thinner than their distance leave room between them; less is rounding. */
  private static final double ROUNDING_MM = 0.01;

  public Optional<String> studyUid() {
    return text(Acquisition::studyUid);
  }

  public Optional<String> kernel() {
    return text(Acquisition::kernel);
  }

  public Optional<String> manufacturer() {
    return text(Acquisition::manufacturer);
  }

  public Optional<String> model() {
    return text(Acquisition::model);
  }

  /** The standard's name; several with commas. */
  public String transferSyntax() {
    return joined(slice -> Optional.of(slice.transferSyntaxName())).orElseThrow();
  }

  public Optional<String> text(Function<Acquisition, Optional<String>> attribute) {
    return joined(slice -> attribute.apply(slice.acquisition()));
  }

  /** What the slices say, in order; several with commas. */
  private Optional<String> joined(Function<SliceHeader, Optional<String>> attribute) {
    TreeSet<String> texts = new TreeSet<>();
    for (SliceHeader slice : series.slices()) {
      attribute.apply(slice).ifPresent(texts::add);
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", texts));
  }

  /** The distance of slices is that of their planes, however the gantry was tilted. */
  public VoxelSpacing spacing() {
    return series.geometry().axes().upright().spacing();
  }

  /** By how much the slices' positions slant; 0 where they do not. */
  public double tiltDegrees() {
    return series.isTilted() ? series.geometry().axes().slantDegrees() : 0;
  }

  /** Slice Thickness, where all slices say the same. */
  public OptionalDouble thicknessMm() {
    OptionalDouble first = series.slices().get(0).thicknessMm();
    boolean same = series.slices().stream().allMatch(slice -> slice.thicknessMm().equals(first));
    return same ? first : OptionalDouble.empty();
  }

  /** What to take care of, in this order; empty if there is nothing. */
  public List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (pixels instanceof PixelVerdict.Checked checked && !checked.check().isPlausible()) {
      flags.add("implausible-hu");
    }
    if (pixels instanceof PixelVerdict.Unreadable unreadable) {
      flags.add(unreadable.code());
    }
    if (series.slices().size() == 1) {
      flags.add("single-slice");
    } else if (thicknessMm().orElse(Double.MAX_VALUE) + ROUNDING_MM < spacing().zMm()) {
      flags.add("gaps");
    }
    addIf(series.isTilted(), "gantry-tilt", flags);
    addIf(series.slices().stream().anyMatch(SliceHeader::hasPadding), "padding", flags);
    addIf(series.slices().stream().anyMatch(SliceHeader::isEnhanced), "enhanced", flags);
    addIf(
        series.slices().stream().anyMatch(slice -> slice.location().entry().isPresent()),
        "zip",
        flags);
    return flags;
  }

  private static void addIf(boolean holds, String flag, List<String> flags) {
    if (holds) {
      flags.add(flag);
    }
  }
}
