package org.nodulens.work;

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
}
