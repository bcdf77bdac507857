package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.dicom.DecodedSeries;
import org.nodulens.volumeio.FormatException;

/**
 * An open stack as a CT volume: what its slice labels say, where they are DICOM headers, or else
 * its calibration and what the user says. Slices are read as they are needed, of virtual stacks
 * too.
 */
final class CtStack implements SliceSource {
  private final ImagePlus image;
  private final VolumeGeometry geometry;
  private final HuSlices hu;
  private final Placement placement;

  /** Where the volume's slices are in the stack, and whose they are. */
  private interface Placement {
    /** From 1, as ImageJ counts. */
    int stackSlice(int slice);

    String patientId();

    /** Series Instance UID; empty if unknown. */
    String seriesUid();

    /** Whether positions are the patient's. */
    boolean isPlaced();
  }

  private CtStack(ImagePlus image, VolumeGeometry geometry, HuSlices hu, Placement placement) {
    this.image = image;
    this.geometry = geometry;
    this.hu = hu;
    this.placement = placement;
  }

  /** Whether each slice carries its DICOM header, so that nothing has to be asked. */
  static boolean knowsItsPlace(ImagePlus image) {
    ImageStack stack = image.getStack();
    boolean knows = true;
    for (int slice = 1; knows && slice <= stack.size(); slice++) {
      if (stack.isVirtual()) {
        IJ.showProgress(slice, stack.size()); // each may have to be read
      }
      knows = DecodedSeries.isHeader(label(stack, slice));
    }
    IJ.showProgress(1.0);
    return knows;
  }

  private static String label(ImageStack stack, int slice) {
    @Nullable String label = stack.getSliceLabel(slice);
    if (stack.isVirtual() && (label == null || !DecodedSeries.isHeader(label))) {
      stack.getProcessor(slice); // which reads the file, and its header
      label = stack.getSliceLabel(slice);
    }
    return label == null ? "" : label;
  }

  /**
   * Takes a stack for a CT volume.
   *
   * @param order what the user says of a stack whose labels do not say it
   * @throws RefusedException if voxels, HU or place are not known
   */
  static CtStack of(ImagePlus image, Optional<StackOrder> order) throws RefusedException {
    requireGreyStack(image);
    try {
      return knowsItsPlace(image) ? ofHeaders(image) : ofCalibration(image, order);
    } catch (FormatException e) {
      throw new RefusedException(e.reason());
    }
  }

  private static void requireGreyStack(ImagePlus image) throws RefusedException {
    int bits = image.getBitDepth();
    if (bits != 16 && bits != 32) {
      throw new RefusedException(
          (bits == 24 ? "an RGB image" : "an 8-bit image")
              + " holds no Hounsfield units: open the CT itself, with 16 or 32 bits");
    }
    if (image.getStackSize() < 2) {
      throw new RefusedException(
          "one slice is no volume: open the series as a stack (File > Import > Image Sequence...)");
    }
    if (image.getNChannels() > 1 || image.getNFrames() > 1) {
      throw new RefusedException(
          "the stack has "
              + image.getNChannels()
              + " channels and "
              + image.getNFrames()
              + " time points: one CT volume is needed");
    }
  }

  private static CtStack ofHeaders(ImagePlus image) throws FormatException, RefusedException {
    List<String> headers = new ArrayList<>();
    for (int slice = 1; slice <= image.getStackSize(); slice++) {
      headers.add(label(image.getStack(), slice));
    }
    DecodedSeries series = DecodedSeries.of(headers);
    GridSize size = series.geometry().size();
    if (size.columns() != image.getWidth() || size.rows() != image.getHeight()) {
      throw new RefusedException(
          "the slices' headers tell of "
              + (size.columns() + " x " + size.rows() + " pixels, but the stack has ")
              + (image.getWidth() + " x " + image.getHeight())
              + ": it was scaled or cropped, so the headers no longer say where its pixels lie");
    }
    return new CtStack(
        image,
        series.geometry(),
        HuSlices.ofHeaders(image, series),
        new Placement() {
          @Override
          public int stackSlice(int slice) {
            return series.given(slice) + 1;
          }

          @Override
          public String patientId() {
            return series.patientId();
          }

          @Override
          public String seriesUid() {
            return series.uid();
          }

          @Override
          public boolean isPlaced() {
            return true;
          }
        });
  }

  private static CtStack ofCalibration(ImagePlus image, Optional<StackOrder> order)
      throws RefusedException {
    CalibratedGrid grid = CalibratedGrid.of(image);
    if (order.isEmpty()) {
      throw new RefusedException(
          "the stack does not say how its slices lie in the patient: if they are axial choose one"
              + " of "
              + StackOrder.texts().subList(1, StackOrder.texts().size())
              + " under Orientation; if not, as after Reslice, mark the nodule in the DICOM series"
              + " itself");
    }
    GridSize size = new GridSize(image.getWidth(), image.getHeight(), image.getStackSize());
    return new CtStack(
        image,
        new VolumeGeometry(size, PatientPoint.ORIGIN, order.get().axes(grid.spacing())),
        HuSlices.ofCalibration(image),
        new Placement() {
          @Override
          public int stackSlice(int slice) {
            return slice + 1;
          }

          @Override
          public String patientId() {
            return "";
          }

          @Override
          public String seriesUid() {
            return "";
          }

          @Override
          public boolean isPlaced() {
            return false;
          }
        });
  }

  @Override
  public VolumeGeometry geometry() {
    return geometry;
  }

  @Override
  public CtVolume slices(int first, int count) throws IOException {
    int pixels = geometry.size().pixelsPerSlice();
    long neededMiB = ((long) pixels * Short.BYTES * count) >> 20;
    long mostMiB = (Runtime.getRuntime().maxMemory() / 5 * 4) >> 20;
    if (neededMiB > mostMiB) {
      throw new FormatException(
          String.format(
              "the slices around the nodule need %d MiB of memory, but ImageJ has %d (Edit >"
                  + " Options > Memory & Threads...)",
              neededMiB, mostMiB));
    }
    short[][] slices = new short[count][];
    for (int k = 0; k < count; k++) {
      slices[k] = hu.slice(first + k, stackSlice(first + k));
    }
    GridSize size = new GridSize(geometry.size().columns(), geometry.size().rows(), count);
    VolumeGeometry part =
        new VolumeGeometry(size, geometry.toPatient(new VoxelPoint(0, 0, first)), geometry.axes());
    return new CtVolume(part, slices);
  }

  ImagePlus image() {
    return image;
  }

  /** Decides which network may speak, and is not shown; empty if unknown. */
  String patientId() {
    return placement.patientId();
  }

  /** Series Instance UID; empty if unknown. */
  String seriesUid() {
    return placement.seriesUid();
  }

  /** Whether positions are the patient's; or else the stack's own, from its first voxel on. */
  boolean isPlaced() {
    return placement.isPlaced();
  }

  /** From 1, as ImageJ counts. */
  int stackSlice(int slice) {
    return placement.stackSlice(slice);
  }

  /** The inverse of {@link #stackSlice}. */
  int slice(int stackSlice) {
    for (int slice = 0; slice < geometry.size().slices(); slice++) {
      if (stackSlice(slice) == stackSlice) {
        return slice;
      }
    }
    throw new IllegalArgumentException("the stack has no slice " + stackSlice);
  }

  PatientPoint point(NoduleSelection selection) {
    return geometry.toPatient(
        new VoxelPoint(selection.column(), selection.row(), slice(selection.stackSlice())));
  }
}
