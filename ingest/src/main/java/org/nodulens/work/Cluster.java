package org.nodulens.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** Opens workplaces on a cluster. Found by ServiceLoader: only the spark module brings one. */
public interface Cluster {
  /** The one on the class path. */
  static Optional<Cluster> find() {
    return ServiceLoader.load(Cluster.class).findFirst();
  }

  /**
   * Claims processes.
   *
   * @param master where they are: {@code local[2]}, {@code spark://host:7077}
   * @param name of the program's run, as the cluster shows it
   * @throws IllegalArgumentException if there is no such kind of cluster
   */
  Workplace open(String master, String name);

  /**
   * A place on a file system that all of its processes reach.
   *
   * @param uri with a scheme: {@code s3a://bucket/folder}; not encoded, so that a blank is a blank
   * @throws IllegalArgumentException if there is no such file system
   * @throws IOException if it cannot be reached
   */
  Path path(String uri) throws IOException;
}
