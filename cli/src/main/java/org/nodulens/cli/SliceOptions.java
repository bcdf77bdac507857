package org.nodulens.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.explain.SliceSpan;
import org.nodulens.vit.View;
import org.nodulens.volumeio.FloatVolumeFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --volumes} and {@code --slices}: from the maps of a plane to the nodule's volume. */
final class SliceOptions {
  private static final String NODULE = "nodule";
  private static final double MOST_MM = 300;

  @Option(
      names = "--volumes",
      paramLabel = "FORMAT",
      converter = Format.class,
      description =
          "Also write maps as volumes on the CT's grid (volumes/): nii or mha. Crops whose place in"
              + " the patient is unknown get none; volumes.csv says so.")
  private @Nullable FloatVolumeFormat volumes;

  @Option(
      names = "--slices",
      paramLabel = "EXTENT",
      converter = Extent.class,
      description =
          "Of a model of one view, also map the parallel slices around the nodule's centre: nodule,"
              + " as far as its mask or else its diameter goes; or an extent in mm. Default: the"
              + " slice through the centre.")
  private @Nullable Extent slices;

  private final AtomicInteger unknownExtents = new AtomicInteger();

  /** How far slices go; without a number as far as the nodule. */
  static final class Extent implements ITypeConverter<Extent> {
    private double mm = Double.NaN;

    @Override
    public Extent convert(String text) {
      Extent extent = new Extent();
      if (text.equals(NODULE)) {
        return extent;
      }
      try {
        extent.mm = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        // said below, as for a number that is no extent
      }
      if (!(extent.mm > 0 && extent.mm <= MOST_MM)) {
        throw new TypeConversionException(
            "expected nodule or an extent above 0 and at most 300 mm, got " + text);
      }
      return extent;
    }
  }

  /** Reads {@code nii} or {@code mha}. */
  static final class Format implements ITypeConverter<FloatVolumeFormat> {
    @Override
    public FloatVolumeFormat convert(String text) {
      for (FloatVolumeFormat format : FloatVolumeFormat.values()) {
        if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
          return format;
        }
      }
      throw new TypeConversionException("expected nii or mha, got " + text);
    }
  }

  Optional<FloatVolumeFormat> volumes() {
    return Optional.ofNullable(volumes);
  }

  /**
   * Refuses slices of a model whose own views already lie across each other, and the extent of a
   * nodule that is a bare point.
   */
  void requireFitting(List<View> views, boolean point) {
    if (slices != null && views.size() > 1) {
      throw new UsageException(
          "--slices is for models of one view; this one has "
              + views.stream().map(View::id).toList()
              + ", which span the nodule already");
    }
    if (slices != null && point && Double.isNaN(slices.mm)) {
      throw new UsageException(
          "--slices nodule needs --crops, whose masks say how far a nodule goes; give --slices an"
              + " extent in mm");
    }
  }

  /** How far slices go around a bare point. */
  SliceSpan aroundPoint() {
    return slices == null ? SliceSpan.CENTER : SliceSpan.around(slices.mm);
  }

  /** How far slices go around a crop's centre; the centre alone where nobody knows its extent. */
  SliceSpan of(CropSet crops, CropRecord crop, View view) throws IOException {
    if (slices == null || !Double.isNaN(slices.mm)) {
      return aroundPoint();
    }
    VolumeGeometry grid = crops.geometry(crop);
    SliceSpan ofMask =
        SliceSpan.of(crops.mask(crop), grid, crops.center(crop), view.axes(grid.axes()).normal());
    if (!ofMask.equals(SliceSpan.CENTER)) {
      return ofMask;
    }
    if (crop.diameterMm().isPresent()) {
      return SliceSpan.around(crop.diameterMm().getAsDouble());
    }
    unknownExtents.incrementAndGet();
    return SliceSpan.CENTER;
  }

  /** Says of how many crops {@link #of} knew no extent; nothing where there is none. */
  Optional<String> doubt() {
    return unknownExtents.get() == 0
        ? Optional.empty()
        : Optional.of(
            unknownExtents
                + " with the slice through the centre alone, since neither a mask nor a diameter"
                + " says how far they go");
  }
}
