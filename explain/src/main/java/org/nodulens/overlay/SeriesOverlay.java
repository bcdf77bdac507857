package org.nodulens.overlay;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.nodule.VoxelSet;

/** A map on the slices of a CT series: drawn over them, or cut at a threshold. */
public final class SeriesOverlay {
  private final VolumeGeometry series;
  private final PlacedMap map;

  public SeriesOverlay(VolumeGeometry series, PlacedMap map) {
    this.series = series;
    this.map = map;
  }

  /** The slices that the map reaches, in order; of a plane between two the nearest. */
  public List<Integer> slices() {
    double[] along =
        map.geometry().corners().stream().mapToDouble(at -> series.toVoxel(at).slice()).toArray();
    double lowest = IntStream.range(0, along.length).mapToDouble(i -> along[i]).min().orElseThrow();
    double highest =
        IntStream.range(0, along.length).mapToDouble(i -> along[i]).max().orElseThrow();
    int last = series.size().slices() - 1;
    int nearest = (int) Math.round((lowest + highest) / 2);
    int from = (int) Math.min(nearest, Math.ceil(lowest));
    int to = (int) Math.max(nearest, Math.floor(highest));
    return IntStream.rangeClosed(Math.max(0, from), Math.min(last, to)).boxed().toList();
  }

  /**
   * A slice of the series in grey with the map's colours over it, full colour at the map's largest
   * magnitude.
   *
   * @param hu of that slice, row by row
   * @return red, green and blue of each pixel
   */
  public byte[] rgb(int slice, short[] hu, OverlayStyle style) {
    GridSize size = series.size();
    if (hu.length != size.pixelsPerSlice()) {
      throw new IllegalArgumentException(
          "a slice has " + size.pixelsPerSlice() + " pixels, got " + hu.length);
    }
    float scale = map.largest();
    byte[] rgb = new byte[3 * hu.length];
    for (int i = 0; i < hu.length; i++) {
      int grey = Math.round(255 * style.window().normalize(hu[i]));
      float value = scale > 0 ? map.at(point(slice, i)) / scale : 0;
      int color = DivergingColors.over(grey, value, style.opacity());
      rgb[3 * i] = (byte) (color >> 16);
      rgb[3 * i + 1] = (byte) (color >> 8);
      rgb[3 * i + 2] = (byte) color;
    }
    return rgb;
  }

  /**
   * The voxels of the series where the map has at least a share of its highest value; none where
   * nothing speaks for the score.
   *
   * @param share in (0, 1]
   */
  public VoxelSet region(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of the highest is in (0, 1], got " + share);
    }
    VoxelSet region = new VoxelSet(series.size());
    double threshold = share * map.highest();
    if (!(threshold > 0)) {
      return region;
    }
    for (int slice : slices()) {
      BitSet pixels = new BitSet();
      for (int i = 0; i < series.size().pixelsPerSlice(); i++) {
        pixels.set(i, map.at(point(slice, i)) >= threshold);
      }
      region.add(slice, pixels);
    }
    return region;
  }

  private PatientPoint point(int slice, int pixel) {
    int columns = series.size().columns();
    int row = pixel / columns;
    return series.toPatient(new VoxelPoint(pixel % columns, row, slice));
  }
}
