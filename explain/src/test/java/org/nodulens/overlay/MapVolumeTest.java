package org.nodulens.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.explain.ViewMap;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.View;
import org.nodulens.volumeio.FloatVolumeFormat;

class MapVolumeTest {
  private static final PatientPoint CENTER = new PatientPoint(31, -42, 118);

  /** Columns, rows and slices turned by 30 degrees about x and then by 20 about z. */
  private static VolumeGeometry oblique() {
    double c = Math.cos(Math.toRadians(30));
    double s = Math.sin(Math.toRadians(30));
    double c2 = Math.cos(Math.toRadians(20));
    double s2 = Math.sin(Math.toRadians(20));
    VoxelAxes axes =
        new VoxelAxes(
            new PatientVector(c2, s2, 0).times(0.8),
            new PatientVector(-s2 * c, c2 * c, s).times(0.8),
            new PatientVector(s2 * s, -c2 * s, c).times(1.5));
    return VolumeGeometry.centered(new GridSize(41, 43, 25), CENTER, axes);
  }

  private static VolumeGeometry upright(int side, double mm) {
    return VolumeGeometry.centered(
        new GridSize(side, side, side),
        PatientPoint.ORIGIN,
        VoxelAxes.alongPatient(VoxelSpacing.isotropic(mm)));
  }

  /** A view's plane of 32 x 32 pixels of 0.5 mm, as a model samples it. */
  private static VolumeGeometry plane(VolumeGeometry grid, View view, PatientPoint center) {
    return VolumeGeometry.centered(
        new GridSize(32, 32, 1),
        center,
        view.axes(grid.axes()).withSpacing(VoxelSpacing.isotropic(0.5)));
  }

  private static ImportanceMap one(int side, int row, int column, float value) {
    float[] values = new float[side * side];
    values[row * side + column] = value;
    return new ImportanceMap(PixelSize.square(side), values);
  }

  private static ImportanceMap constant(float value) {
    float[] values = new float[16];
    Arrays.fill(values, value);
    return new ImportanceMap(PixelSize.square(4), values);
  }

  /** A file read by the standard's own arithmetic: vox_offset, dim, sform; LPS is RAS turned. */
  private record Nifti(ByteBuffer bytes) {
    static Nifti of(MapVolume volume) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      FloatVolumeFormat.NII.write(out, volume.geometry(), volume.values(), "cdam malignancy");
      return new Nifti(ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN));
    }

    int dim(int axis) {
      return bytes.getShort(40 + 2 * axis);
    }

    double value(int i, int j, int k) {
      int at = Math.round(bytes.getFloat(108)) + 4 * ((k * dim(2) + j) * dim(1) + i);
      return bytes.getFloat(at);
    }

    double[] lps(double i, double j, double k) {
      double[] ras = new double[3];
      for (int axis = 0; axis < 3; axis++) {
        int row = 280 + 16 * axis;
        ras[axis] =
            i * bytes.getFloat(row)
                + j * bytes.getFloat(row + 4)
                + k * bytes.getFloat(row + 8)
                + bytes.getFloat(row + 12);
      }
      return new double[] {-ras[0], -ras[1], ras[2]};
    }

    /** Where the mean of what is not zero lies. */
    PatientPoint centroid() {
      double[] sum = new double[4];
      for (int k = 0; k < dim(3); k++) {
        for (int j = 0; j < dim(2); j++) {
          for (int i = 0; i < dim(1); i++) {
            double value = Math.abs(value(i, j, k));
            double[] place = lps(i, j, k);
            for (int axis = 0; axis < 3; axis++) {
              sum[axis] += value * place[axis];
            }
            sum[3] += value;
          }
        }
      }
      return new PatientPoint(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]);
    }
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void a_bright_element_of_an_oblique_series_is_found_in_the_file_within_half_a_patch(View view)
      throws IOException {
    VolumeGeometry grid = oblique();
    // patches of 8 pixels of 0.5 mm: 4 mm; the element of row 3 and column 0 of 4 x 4 has its
    // centre 6 mm against the columns and 6 mm along the rows, from the plane's centre
    VoxelAxes axes = view.axes(grid.axes());
    PatientPoint bright =
        CENTER.plus(axes.column().unit().times(-6)).plus(axes.row().unit().times(6));
    ViewMap map = new ViewMap(view, plane(grid, view, CENTER), one(4, 3, 0, -5));
    Nifti file = Nifti.of(MapVolume.of(grid, List.of(new MapSlab(map, 4))));
    assertThat(file.centroid().minus(bright).lengthMm()).isLessThan(2);
    VoxelPoint nearest = grid.toVoxel(bright);
    assertThat(
            file.value(
                (int) Math.round(nearest.column()),
                (int) Math.round(nearest.row()),
                (int) Math.round(nearest.slice())))
        .isEqualTo(-5);
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void nothing_lies_farther_than_the_element_s_box_reaches(View view) {
    VolumeGeometry grid = oblique();
    VolumeGeometry plane = plane(grid, view, CENTER);
    MapVolume volume =
        MapVolume.of(grid, List.of(new MapSlab(new ViewMap(view, plane, one(4, 1, 2, 1)), 4)));
    PatientPoint bright =
        CENTER
            .plus(plane.axes().column().unit().times(2))
            .plus(plane.axes().row().unit().times(-2));
    float[] values = volume.values();
    int found = 0;
    for (int at = 0; at < values.length; at++) {
      if (values[at] != 0) {
        int inSlice = at % grid.size().pixelsPerSlice();
        int columns = grid.size().columns();
        int slice = at / grid.size().pixelsPerSlice();
        int row = inSlice / columns;
        PatientVector away =
            grid.toPatient(new VoxelPoint(inSlice % columns, row, slice)).minus(bright);
        for (PatientVector axis :
            List.of(plane.axes().column(), plane.axes().row(), plane.axes().normal())) {
          assertThat(Math.abs(away.dot(axis.unit()))).isLessThanOrEqualTo(2 + 1e-5);
        }
        found++;
      }
    }
    // 4 mm hold 2 or 3 voxels of 1.5 mm, and 5 of 0.8 mm: 4 or 6 where both ends fall on voxels
    assertThat(found).isBetween(4 * 4 * 2, 6 * 6 * 3);
  }

  @Test
  void a_slab_conserves_the_map_s_sum_per_volume() {
    // elements of 4 mm, a slab of 4 mm, voxels of 1 mm whose borders are those of the elements
    VolumeGeometry grid = upright(20, 1);
    float[] numbers = new float[16];
    double sum = 0;
    for (int i = 0; i < 16; i++) {
      numbers[i] = (i - 5) * 0.25f;
      sum += numbers[i];
    }
    ImportanceMap map = new ImportanceMap(PixelSize.square(4), numbers);
    MapVolume volume =
        MapVolume.of(
            grid,
            List.of(
                new MapSlab(
                    new ViewMap(View.AXIAL, plane(grid, View.AXIAL, PatientPoint.ORIGIN), map),
                    4)));
    double over = 0;
    for (float value : volume.values()) {
      over += value;
    }
    assertThat(volume.covered()).isEqualTo(16 * 16 * 4);
    assertThat(over / 64).isCloseTo(sum, offset(1e-6)); // 64 voxels an element
  }

  @Test
  void views_that_reach_a_voxel_have_their_signed_mean_others_speak_alone() {
    VolumeGeometry grid = upright(21, 1);
    MapVolume volume =
        MapVolume.of(
            grid,
            List.of(
                slab(grid, View.AXIAL, PatientPoint.ORIGIN, 3),
                slab(grid, View.CORONAL, PatientPoint.ORIGIN, -9)));
    assertThat(at(volume, 10, 10, 10)).isEqualTo(-3); // both: (3 - 9) / 2
    assertThat(at(volume, 10, 5, 10)).isEqualTo(3); // 5 mm off the coronal plane
    assertThat(at(volume, 10, 10, 15)).isEqualTo(-9); // 5 mm off the axial plane
    assertThat(at(volume, 10, 5, 15)).isZero();
  }

  @Test
  void of_parallel_slices_the_nearest_one_speaks() {
    VolumeGeometry grid = upright(21, 1);
    MapVolume volume =
        MapVolume.of(
            grid,
            List.of(
                slab(grid, View.AXIAL, PatientPoint.ORIGIN, 3),
                slab(grid, View.AXIAL, new PatientPoint(0, 0, 2), 5)));
    assertThat(at(volume, 10, 10, 10)).isEqualTo(3);
    assertThat(at(volume, 10, 10, 11)).isEqualTo(3); // midway: the first
    assertThat(at(volume, 10, 10, 12)).isEqualTo(5);
    assertThat(at(volume, 10, 10, 14)).isEqualTo(5);
    assertThat(at(volume, 10, 10, 15)).isZero();
  }

  @Test
  void slices_that_slant_are_measured_along_the_plane_s_normal() {
    // each slice 2 mm above and 1 mm to the back of the one below
    VolumeGeometry grid =
        VolumeGeometry.centered(
            new GridSize(21, 21, 11),
            PatientPoint.ORIGIN,
            new VoxelAxes(PatientVector.LEFT, PatientVector.POSTERIOR, new PatientVector(0, 1, 2)));
    MapVolume volume = MapVolume.of(grid, List.of(slab(grid, View.AXIAL, PatientPoint.ORIGIN, 3)));
    assertThat(at(volume, 10, 10, 6)).isEqualTo(3); // 2 mm above, 2.24 mm along the slant
    assertThat(at(volume, 10, 10, 7)).isZero();
    assertThat(at(volume, 10, 2, 6)).isEqualTo(3); // y = -8 + 1
    assertThat(at(volume, 10, 0, 6)).isZero(); // y = -9
  }

  private static MapSlab slab(VolumeGeometry grid, View view, PatientPoint center, float value) {
    return new MapSlab(new ViewMap(view, plane(grid, view, center), constant(value)), 4);
  }

  private static float at(MapVolume volume, int column, int row, int slice) {
    GridSize size = volume.geometry().size();
    return volume.values()[(slice * size.rows() + row) * size.columns() + column];
  }

  @Test
  void a_map_of_pixels_falls_on_its_own_pixels() {
    VolumeGeometry grid = upright(33, 0.5);
    VolumeGeometry plane = plane(grid, View.AXIAL, new PatientPoint(0.25, 0.25, 0));
    ImportanceMap map = one(32, 3, 20, 7); // x = (20 - 15.5) 0.5 + 0.25 = 2.5, y = -6
    MapVolume volume =
        MapVolume.of(grid, List.of(new MapSlab(new ViewMap(View.AXIAL, plane, map), 0.5)));
    assertThat(at(volume, 21, 4, 16)).isEqualTo(7);
    double sum = 0;
    for (float value : volume.values()) {
      sum += value;
    }
    assertThat(sum).isEqualTo(7);
  }

  @Test
  void a_nifti_says_float32_and_where_the_first_voxel_is() throws IOException {
    VolumeGeometry grid = oblique();
    Nifti file = Nifti.of(MapVolume.of(grid, List.of(slab(grid, View.AXIAL, CENTER, 1))));
    assertThat(file.bytes().getInt(0)).isEqualTo(348);
    assertThat(file.bytes().getShort(70)).isEqualTo((short) 16);
    assertThat(file.bytes().getShort(72)).isEqualTo((short) 32);
    assertThat(file.bytes().capacity()).isEqualTo(352 + 4 * 41 * 43 * 25);
    double[] first = file.lps(0, 0, 0);
    assertThat(first[0]).isCloseTo(grid.origin().xMm(), offset(1e-4));
    assertThat(first[1]).isCloseTo(grid.origin().yMm(), offset(1e-4));
    assertThat(first[2]).isCloseTo(grid.origin().zMm(), offset(1e-4));
    assertThat(new String(file.bytes().array(), 148, 15, StandardCharsets.US_ASCII))
        .isEqualTo("cdam malignancy");
  }

  @Test
  void a_metaimage_holds_the_same_numbers_at_the_same_place() throws IOException {
    VolumeGeometry grid = oblique();
    MapVolume volume = MapVolume.of(grid, List.of(slab(grid, View.SAGITTAL, CENTER, -2)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FloatVolumeFormat.MHA.write(out, grid, volume.values(), "");
    int voxels = 4 * volume.values().length;
    byte[] bytes = out.toByteArray();
    Map<String, String> header = new TreeMap<>();
    new String(bytes, 0, bytes.length - voxels, StandardCharsets.US_ASCII)
        .lines()
        .forEach(line -> header.put(line.split(" = ", 2)[0], line.split(" = ", 2)[1]));
    assertThat(header)
        .containsEntry("ElementType", "MET_FLOAT")
        .containsEntry("DimSize", "41 43 25");
    String[] origin = header.getOrDefault("Offset", "").split(" ", 3);
    assertThat(Double.parseDouble(origin[2])).isCloseTo(grid.origin().zMm(), offset(1e-9));
    ByteBuffer numbers =
        ByteBuffer.wrap(bytes, bytes.length - voxels, voxels).order(ByteOrder.LITTLE_ENDIAN);
    float[] read = new float[voxels / 4];
    numbers.asFloatBuffer().get(read);
    assertThat(read).containsExactly(volume.values());
  }

  @Test
  void a_slab_without_thickness_and_a_volume_without_maps_are_refused() {
    VolumeGeometry grid = upright(5, 1);
    ViewMap map = slab(grid, View.AXIAL, PatientPoint.ORIGIN, 1).map();
    assertThatThrownBy(() -> new MapSlab(map, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> MapVolume.of(grid, List.of())).hasMessageContaining("at least one");
  }
}
