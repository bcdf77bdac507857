package org.nodulens.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/** What a run asks of Spark; whatever {@code spark-submit} or a file has set stands. */
final class SparkSettings {
  /** The master that spark-submit was given. */
  private static final String SUBMITTED = "submitted";

  /** Jars that executors fetch, comma-separated: the launcher names them. */
  private static final String JARS = "nodulens.spark.jars";

  private static final Pattern MASTER =
      Pattern.compile("local(\\[.+])?|local-cluster\\[.+]|spark://.+|k8s://.+|yarn");

  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*\\d+\\s*,\\s*(\\d+)\\s*,.*");

  private SparkSettings() {}

  /**
   * Completes what is set.
   *
   * @throws IllegalArgumentException if the master is none that Spark knows
   */
  static SparkConf of(SparkConf given, String master, String name) {
    SparkConf conf = given.clone();
    if (!master.equals(SUBMITTED)) {
      conf.setIfMissing("spark.master", master);
    }
    String known = conf.get("spark.master", "");
    if (!MASTER.matcher(known).matches()) {
      throw new IllegalArgumentException(
          "expected local[N], spark://HOST:PORT, yarn, k8s://... or, within spark-submit,"
              + " submitted; got "
              + (known.isEmpty() ? master + " without spark-submit" : known));
    }
    conf.setIfMissing("spark.app.name", name);
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // The driver's memory must not grow with the pieces.
    conf.setIfMissing("spark.ui.retainedTasks", "1000");
    conf.setIfMissing("spark.ui.retainedStages", "10");
    // A piece may lose its process to a neighbour's fault.
    conf.setIfMissing("spark.task.maxFailures", "8");
    if (known.startsWith("local")) {
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", "localhost");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    executors(conf, known);
    return conf;
  }

  private static void executors(SparkConf conf, String master) {
    Matcher local = LOCAL_CLUSTER.matcher(master);
    if (local.matches()) {
      conf.setIfMissing("spark.executor.cores", local.group(1));
      conf.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    } else if (!master.startsWith("local") && !System.getProperty(JARS, "").isEmpty()) {
      conf.setIfMissing("spark.jars", System.getProperty(JARS));
    }
    if (conf.contains("spark.executor.cores")) {
      // Engines take as many threads as there are processors.
      String options = conf.get("spark.executor.extraJavaOptions", "");
      String cores = "-XX:ActiveProcessorCount=" + conf.get("spark.executor.cores");
      if (!options.contains("ActiveProcessorCount")) {
        conf.set("spark.executor.extraJavaOptions", (options + " " + cores).strip());
      }
    }
  }
}
