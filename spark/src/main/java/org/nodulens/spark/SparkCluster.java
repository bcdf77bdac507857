package org.nodulens.spark;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.nodulens.spark.files.SharedPaths;
import org.nodulens.work.Cluster;
import org.nodulens.work.Workplace;

/** Processes of Apache Spark. */
public final class SparkCluster implements Cluster {
  @Override
  public Workplace open(String master, String name) {
    SparkConf conf = SparkSettings.of(new SparkConf(), master, name);
    return new SparkWorkplace(new JavaSparkContext(conf));
  }

  @Override
  public Path path(String uri) throws IOException {
    return SharedPaths.of(uri);
  }
}
