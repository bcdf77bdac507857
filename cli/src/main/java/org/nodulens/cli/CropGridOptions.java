package org.nodulens.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.Interpolation;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.datasets.CropExtent;
import org.nodulens.datasets.CropOptions;
import org.nodulens.nodule.GridSpacing;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --shape}, {@code --size-mm}, {@code --spacing} and {@code --interpolation}. */
final class CropGridOptions {
  /** 512 x 512 x 512: a crop must fit into memory, with its mask and what it is cut from. */
  private static final int MOST_VOXELS = 1 << 27;

  /** All of them. */
  static final List<String> NAMES = List.of("--shape", "--size-mm", "--spacing", "--interpolation");

  private static final String NATIVE = "native";

  @Option(
      names = "--shape",
      paramLabel = "N",
      converter = Shape.class,
      description =
          "Voxels of a crop: slices, rows, columns (64,64,64), or one number for all three. Default:"
              + " 64. Ready-made crops keep theirs.")
  private CropExtent.@Nullable Voxels shape;

  @Option(
      names = "--size-mm",
      paramLabel = "MM",
      converter = SizeMm.class,
      description =
          "Size of a crop in mm instead of --shape: along slices, rows, columns, or one number. As"
              + " many voxels of --spacing as reach at least so far.")
  private CropExtent.@Nullable Millimetres sizeMm;

  @Option(
      names = "--spacing",
      paramLabel = "MM",
      converter = Spacing.class,
      defaultValue = "0.75",
      description =
          "Distance of a crop's voxels in mm: slices, rows, columns, or one number; native keeps"
              + " each scan's own. Default: ${DEFAULT-VALUE}. Ready-made crops keep theirs.")
  private GridSpacing spacing;

  @Option(
      names = "--interpolation",
      paramLabel = "KERNEL",
      defaultValue = "linear",
      description =
          "linear or cubic (Keys' kernel, a = -1/2). Default: ${DEFAULT-VALUE}. Ready-made crops are"
              + " not interpolated.")
  private Interpolation interpolation;

  CropOptions options() {
    if (shape != null && sizeMm != null) {
      throw new UsageException("--shape and --size-mm exclude each other");
    }
    try {
      CropOptions options = new CropOptions(extent(), spacing, interpolation);
      requireModest(options.size());
      return options;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--size-mm: " + e.getMessage());
    }
  }

  private CropExtent extent() {
    if (sizeMm != null) {
      return sizeMm;
    }
    return shape != null ? shape : CropOptions.DEFAULT.extent();
  }

  private void requireModest(GridSize size) {
    double voxels = (double) size.slices() * size.rows() * size.columns();
    if (voxels > MOST_VOXELS) {
      throw new UsageException(
          "%s of %d x %d x %d voxels makes crops of more than %d Mi voxels"
              .formatted(
                  sizeMm != null ? "--size-mm" : "--shape",
                  size.slices(),
                  size.rows(),
                  size.columns(),
                  MOST_VOXELS >> 20));
    }
  }

  /** The same of lengths; a message quotes them as they were typed. */
  private static List<Double> zyxMm(String text) {
    List<Double> numbers = zyx(text);
    for (double mm : numbers) {
      if (!(mm > 0 && Double.isFinite(mm))) {
        throw new TypeConversionException("expected lengths above 0 mm, got " + text);
      }
    }
    return numbers;
  }

  /** Three numbers in the order of arrays, z first, or one for all. */
  private static List<Double> zyx(String text) {
    List<Double> numbers = new ArrayList<>();
    for (String number : text.split(",", -1)) {
      try {
        numbers.add(Double.valueOf(number));
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + number + "' is no number");
      }
    }
    if (numbers.size() == 1) {
      return List.of(numbers.get(0), numbers.get(0), numbers.get(0));
    }
    if (numbers.size() != 3) {
      throw new TypeConversionException(
          "expected slices,rows,columns or one number, got " + numbers.size() + " numbers");
    }
    return numbers;
  }

  /** Reads {@code --shape}. */
  static final class Shape implements ITypeConverter<CropExtent.Voxels> {
    @Override
    public CropExtent.Voxels convert(String text) {
      List<Double> zyx = zyx(text);
      for (double count : zyx) {
        if (!(count >= 1 && count <= MOST_VOXELS && count == Math.rint(count))) {
          throw new TypeConversionException("expected whole numbers above 0, got " + text);
        }
      }
      return new CropExtent.Voxels(
          new GridSize(zyx.get(2).intValue(), zyx.get(1).intValue(), zyx.get(0).intValue()));
    }
  }

  /** Reads {@code --size-mm}. */
  static final class SizeMm implements ITypeConverter<CropExtent.Millimetres> {
    @Override
    public CropExtent.Millimetres convert(String text) {
      List<Double> zyx = zyxMm(text);
      try {
        return new CropExtent.Millimetres(zyx.get(2), zyx.get(1), zyx.get(0));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Reads {@code --spacing}. */
  static final class Spacing implements ITypeConverter<GridSpacing> {
    @Override
    public GridSpacing convert(String text) {
      if (text.equals(NATIVE)) {
        return new GridSpacing.Native();
      }
      List<Double> zyx = zyxMm(text);
      try {
        return new GridSpacing.Fixed(new VoxelSpacing(zyx.get(2), zyx.get(1), zyx.get(0)));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
