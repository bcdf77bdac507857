package org.nodulens.datasets.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.volumeio.FormatException;

class PointsFileTest {
  @TempDir private Path folder;

  private PointsFile read(String lines) throws IOException {
    return PointsFile.read(
        Files.writeString(folder.resolve("points.csv"), lines.replace('/', '\n')));
  }

  @Test
  void the_header_decides_what_the_columns_are() throws IOException {
    PointTable millimetres = read("z_mm,y_mm,x_mm,series_uid/3,2,1,a").points();
    assertThat(millimetres.rowsByScan().get("a"))
        .extracting(PointRow::place)
        .containsExactly(new Place.World(new PatientPoint(1, 2, 3)));
    PointTable voxels = read("path,slice,row,column/b.nii,3,2.5,1").points();
    assertThat(voxels.rowsByScan().get("b.nii"))
        .extracting(PointRow::place)
        .containsExactly(new Place.Voxels(new VoxelPoint(1, 2.5, 3)));
  }

  @Test
  void labels_stand_in_the_order_of_their_columns_and_other_columns_are_passed_over()
      throws IOException {
    PointsFile file =
        read("label_b,note,series_uid,x_mm,label_a,y_mm,z_mm,malignancy/1,x,s,0,2,0,0,4");
    assertThat(file.points().labels()).containsExactly("b", "a");
    assertThat(file.points().rowsByScan().get("s"))
        .extracting(PointRow::labels)
        .containsExactly(List.of("1", "2"));
    assertThat(file.passedOver()).containsExactly("note", "malignancy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x_mm,y_mm,z_mm/1,2,3                           | has none of the columns series_uid; or path
          series_uid,path,x_mm,y_mm,z_mm                 | must have one only of the columns series_uid; or path
          series_uid,malignancy                          | has none of the columns x_mm, y_mm, z_mm; or center_x_mm, center_y_mm, center_z_mm; or column, row, slice
          series_uid,x_mm,y_mm,z_mm,column,row,slice     | must have one only of the columns x_mm, y_mm, z_mm; or center_x_mm, center_y_mm, center_z_mm; or column, row, slice
          series_uid,x_mm,y_mm,z_mm,row                  | must have one only of the columns x_mm, y_mm, z_mm; or center_x_mm, center_y_mm, center_z_mm; or column, row, slice
          series_uid,x_mm,z_mm                           | has no column y_mm
          series_uid,x_mm,y_mm,z_mm,x_mm                 | has column x_mm twice
          series_uid;x_mm;y_mm;z_mm/1.2;0;0;0            | is separated by semicolons; commas are expected, and points in numbers
          series_uid,x_mm,y_mm,z_mm,label_               | the name of a label is up to 63 letters, digits, _, . and -, not ""
          series_uid,x_mm,y_mm,z_mm,label_a b            | the name of a label is up to 63 letters, digits, _, . and -, not "a b"
          series_uid,x_mm,y_mm,z_mm                      | has a header and no row below it; expected a row for each point
          series_uid,x_mm,y_mm,z_mm/,0,0,0               | row 1: series_uid must not be empty
          series_uid,x_mm,y_mm,z_mm/a,0,0,0/a,0,,0       | row 2: y_mm must be a number, got ""
          series_uid,x_mm,y_mm,z_mm/a,0,nan,0            | row 1: y_mm must be a number, got "nan"
          series_uid,x_mm,y_mm,z_mm/a,0,Infinity,0       | row 1: y_mm must be a number, got "Infinity"
          series_uid,x_mm,y_mm,z_mm/a,0,0,1e7            | row 1: z_mm must be within 1000000.0 of 0, got "1e7"
          series_uid,x_mm,y_mm,z_mm,diameter_mm/a,0,0,0,0| row 1: diameter_mm must be above 0
          series_uid,x_mm,y_mm,z_mm,diameter_mm/a,0,0,0,x| row 1: diameter_mm must be a number, got "x"
          series_uid,point_id,x_mm,y_mm,z_mm/a,p,0,0,0/a,p,1,0,0 | row 2: point_id is given twice for this series
          series_uid,patient_id,x_mm,y_mm,z_mm/a,p,0,0,0/a,q,1,0,0 | row 2: patient_id is another one than before for this series
          series_uid,x_mm,y_mm,z_mm,label_a/a,0,0,0,=cmd()  | line 2: a cell starts with =, which a spreadsheet would run as a formula
          """)
  void what_the_table_does_not_say_clearly_is_refused(String lines, String message) {
    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(folder.resolve("points.csv").toString())
        .hasMessageEndingWith(message);
  }

  @Test
  void one_point_id_may_stand_for_a_point_of_each_series() throws IOException {
    PointTable points =
        read("series_uid,point_id,x_mm,y_mm,z_mm/a,p,0,0,0/b,p,0,0,0/b,,0,0,0").points();
    assertThat(points.rowsByScan().get("b"))
        .extracting(PointRow::id)
        .isEqualTo(List.of("p", "point 3"));
  }

  @Test
  void without_a_name_the_table_is_the_one_csv_file_of_the_folder() throws IOException {
    assertThatThrownBy(() -> Points.open(folder))
        .hasMessage(folder + " holds 0 .csv files; expected one, or to be told which");
    Files.writeString(folder.resolve("a.CSV"), "series_uid,column,row,slice,label_x\na,1,2,3,y\n");
    assertThat(Points.open(folder).labels()).containsExactly("x");
    Files.writeString(folder.resolve("b.csv"), "");
    assertThatThrownBy(() -> Points.open(folder))
        .hasMessage(folder + " holds 2 .csv files; expected one, or to be told which");
  }
}
