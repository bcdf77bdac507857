package org.nodulens.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.nodulens.spark.files.SharedPaths;
import org.nodulens.volumeio.NpyFile;

/** Vectors with their names as Parquet, written by the executors. */
final class ParquetTable {
  private static final int ROWS_A_FILE = 1 << 16;

  private ParquetTable() {}

  static void write(JavaSparkContext spark, Path parquet, Path rows, List<String> ids)
      throws IOException {
    StructType schema =
        DataTypes.createStructType(
            new StructField[] {
              DataTypes.createStructField("crop_id", DataTypes.StringType, false),
              DataTypes.createStructField(
                  "embedding", DataTypes.createArrayType(DataTypes.FloatType, false), false)
            });
    List<NamedRows> files = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += ROWS_A_FILE) {
      int to = Math.min(ids.size(), from + ROWS_A_FILE);
      files.add(new NamedRows(from, new ArrayList<>(ids.subList(from, to))));
    }
    SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
    session
        .createDataFrame(
            spark
                .parallelize(files, Math.max(1, files.size()))
                .flatMap(new Vectors(rows.toString())),
            schema)
        .write()
        .parquet(parquet.toUri().toString());
  }

  /** Names of consecutive rows. */
  private record NamedRows(int from, ArrayList<String> ids) implements Serializable {}

  /** Reads vectors out of an array. */
  private record Vectors(String npy) implements FlatMapFunction<NamedRows, Row> {
    @Override
    public Iterator<Row> call(NamedRows named) throws IOException {
      NpyFile array = NpyFile.open(SharedPaths.of(npy));
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < named.ids().size(); i++) {
        ByteBuffer row = array.row(named.from() + i);
        Float[] vector = new Float[row.remaining() / Float.BYTES];
        for (int k = 0; k < vector.length; k++) {
          vector[k] = row.getFloat();
        }
        rows.add(RowFactory.create(named.ids().get(i), vector));
      }
      return rows.iterator();
    }
  }
}
