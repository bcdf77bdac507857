package org.nodulens.vit.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nodulens.volumeio.FileOutput;

/**
 * Takes ONNX Runtime's native libraries out of their jar. By itself the runtime copies them to a
 * temporary folder at every start, and leaves that folder behind. Here they go where the system
 * property {@value #CACHE} says, once, and are used again; or else into a temporary folder that
 * goes when the process ends.
 *
 * <p>Code is loaded from there, so a cache that anyone but its owner, the user of this process, may
 * write to is not used.
 */
final class RuntimeLibraries {
  /** A folder for libraries, made where it is absent. */
  static final String CACHE = "nodulens.native.cache";

  /** Where ONNX Runtime looks first. */
  private static final String RUNTIME_PATH = "onnxruntime.native.path";

  /** What its jars may hold; those for CUDA are in a jar that users add. */
  private static final String[] NAMES = {
    "onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared", "onnxruntime_providers_cuda"
  };

  private RuntimeLibraries() {}

  /** Lays the libraries out and tells ONNX Runtime where, unless someone else has told it. */
  static synchronized void prepare() {
    if (System.getProperty(RUNTIME_PATH) != null) {
      return;
    }
    try {
      Map<String, URL> libraries = inJar();
      if (!libraries.isEmpty()) {
        Path folder = folder(libraries, System.getProperty(CACHE));
        System.setProperty(RUNTIME_PATH, folder.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "ONNX Runtime's native libraries cannot be taken out of their jar: " + e.getMessage(), e);
    }
  }

  /** By file name; empty where the runtime has none for this machine. */
  private static Map<String, URL> inJar() {
    Map<String, URL> libraries = new LinkedHashMap<>();
    for (String name : NAMES) {
      String file = System.mapLibraryName(name).replace("jnilib", "dylib");
      URL found = OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + machine() + file);
      if (found != null) {
        libraries.put(file, found);
      }
    }
    return libraries;
  }

  /** The runtime's name for system and processor, as a folder. */
  private static String machine() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String os = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
    boolean arm = processor.startsWith("aarch64");
    return os + (arm ? "-aarch64/" : "-x64/");
  }

  /**
   * Where the libraries lie now.
   *
   * @param libraries what is to lie there, by file name
   */
  static Path folder(Map<String, URL> libraries, @Nullable String cache) throws IOException {
    if (cache != null) {
      Path folder = Path.of(cache).resolve(version(libraries.values().iterator().next()));
      if (cached(libraries, folder)) {
        return folder;
      }
    }
    Path folder = Files.createTempDirectory("nodulens-onnxruntime");
    folder.toFile().deleteOnExit(); // what is noted last goes first: the folder after its files
    for (Map.Entry<String, URL> library : libraries.entrySet()) {
      Path file = folder.resolve(library.getKey());
      file.toFile().deleteOnExit();
      copy(library.getValue(), file);
    }
    return folder;
  }

  /** The name of the library's jar, such as {@code onnxruntime-1.28.0}. */
  private static String version(URL library) throws IOException {
    if (library.openConnection() instanceof JarURLConnection jar) {
      String path = jar.getJarFileURL().getPath();
      return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
    }
    return "onnxruntime";
  }

  /** Completes the folder; false where it cannot be written or trusted. */
  private static boolean cached(Map<String, URL> libraries, Path folder) {
    try {
      createPrivate(folder);
      UserPrincipal self = self();
      if (!onlyOwnerWrites(folder, self)) {
        return false;
      }
      for (Map.Entry<String, URL> library : libraries.entrySet()) {
        Path file = folder.resolve(library.getKey());
        if (!Files.exists(file) || Files.size(file) != size(library.getValue())) {
          Path aside = Files.createTempFile(folder, library.getKey(), ".new");
          copy(library.getValue(), aside);
          Files.move(
              aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!onlyOwnerWrites(file, self)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // a temporary folder will do
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(folder.toAbsolutePath().getParent());
    try {
      if (posix) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(folder);
      }
    } catch (FileAlreadyExistsException e) {
      // another process was first
    }
  }

  /** On systems without such permissions a folder is as private as its parent. */
  private static boolean onlyOwnerWrites(Path path, UserPrincipal self) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return true;
    }
    PosixFileAttributes attributes = view.readAttributes();
    Set<PosixFilePermission> permissions = attributes.permissions();
    return !permissions.contains(PosixFilePermission.GROUP_WRITE)
        && !permissions.contains(PosixFilePermission.OTHERS_WRITE)
        && attributes.owner().equals(self);
  }

  /** The owner of what this process makes. */
  private static UserPrincipal self() throws IOException {
    Path probe = Files.createTempFile("nodulens", ".owner");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static long size(URL library) throws IOException {
    return library.openConnection().getContentLengthLong();
  }

  private static void copy(URL library, Path file) throws IOException {
    try (InputStream in = library.openStream();
        OutputStream out = FileOutput.stream(file)) {
      in.transferTo(out);
    }
  }
}
