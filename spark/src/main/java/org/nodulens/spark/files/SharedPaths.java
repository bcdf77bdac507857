package org.nodulens.spark.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import scala.Tuple2;

/** Paths that every process of a cluster understands, from what their {@code toString} says. */
public final class SharedPaths {
  private static final Pattern URI = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://([^/]*)(/.*)?");

  /** Spark's prefix for what is meant for Hadoop. */
  private static final String FOR_HADOOP = "spark.hadoop.";

  private static final Map<String, HadoopFiles> OPEN = new ConcurrentHashMap<>();

  private SharedPaths() {}

  /**
   * A path of the machine, or of one of Hadoop's file systems where there is a scheme.
   *
   * @param text not encoded
   * @throws IllegalArgumentException if there is no such file system
   * @throws IOException if it cannot be reached
   */
  public static Path of(String text) throws IOException {
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) {
      return Path.of(text);
    }
    String root = uri.group(1) + "://" + uri.group(2);
    HadoopFiles files = OPEN.get(root);
    if (files == null) {
      files = open(uri.group(1), uri.group(2));
      OPEN.put(root, files);
    }
    return files.getPath(uri.group(3) == null ? "/" : uri.group(3));
  }

  private static HadoopFiles open(String scheme, String authority) throws IOException {
    var root = new org.apache.hadoop.fs.Path(scheme, authority, "/");
    try {
      return new HadoopFiles(FileSystem.get(root.toUri(), configuration()), scheme, authority);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException) {
        throw unknown(scheme, e);
      }
      throw e;
    } catch (org.apache.hadoop.fs.UnsupportedFileSystemException e) {
      throw unknown(scheme, e);
    }
  }

  private static IllegalArgumentException unknown(String scheme, Exception cause) {
    return new IllegalArgumentException(
        "Hadoop has no file system for "
            + scheme
            + ": on the class path (s3a needs hadoop-aws, by spark-submit --packages)",
        cause);
  }

  private static Configuration configuration() {
    Configuration hadoop = new Configuration();
    settings()
        .forEach(
            (name, value) ->
                hadoop.set(((String) name).substring(FOR_HADOOP.length()), (String) value));
    return hadoop;
  }

  /** What Spark was told for Hadoop: {@code spark.hadoop.fs.s3a.endpoint}, say. */
  public static Properties settings() {
    SparkEnv env = SparkEnv.get();
    SparkConf spark = env == null ? new SparkConf() : env.conf();
    Properties settings = new Properties();
    for (Tuple2<String, String> setting : spark.getAll()) {
      if (setting._1().startsWith(FOR_HADOOP)) {
        settings.setProperty(setting._1(), setting._2());
      }
    }
    return settings;
  }
}
