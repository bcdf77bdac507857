package org.nodulens.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nodulens.work.Cluster;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a path of this machine, a {@code file:} URI, or the URI of a file system that the cluster
 * on the class path reaches. Without one a URI would be taken for a folder of a strange name.
 */
final class PathOrUri implements ITypeConverter<Path> {
  /** Two letters at least: one is a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*");

  @Override
  public Path convert(String text) {
    Matcher uri = SCHEME.matcher(text);
    if (!uri.matches()) {
      return Path.of(text);
    }
    String scheme = uri.group(1);
    try {
      return scheme.equals("file") ? Path.of(URI.create(text)) : onCluster(scheme, text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "': " + e.getMessage());
    }
  }

  private static Path onCluster(String scheme, String text) {
    Optional<Cluster> cluster = Cluster.find();
    if (cluster.isEmpty()) {
      throw new TypeConversionException(
          "'"
              + text
              + "': "
              + scheme
              + ": URIs are read and written with --spark alone; here, name a path of this"
              + " machine");
    }
    try {
      return cluster.get().path(text);
    } catch (IOException e) {
      throw new TypeConversionException("'" + text + "': " + ErrorLine.of(e));
    }
  }
}
