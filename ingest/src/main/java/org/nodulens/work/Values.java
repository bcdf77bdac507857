package org.nodulens.work;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Our own values as bytes, deflated: names and headers of slices repeat themselves. */
public final class Values {
  /** Nothing but our values and what they are made of is ever read; paths are the system's. */
  private static final ObjectInputFilter OURS =
      ObjectInputFilter.Config.createFilter(
          "org.nodulens.**;java.lang.*;java.util.**;sun.nio.fs.*;!*");

  private Values() {}

  /**
   * Makes a path of what its {@code toString} said.
   *
   * @see #read
   */
  @FunctionalInterface
  public interface Paths {
    Path of(String text) throws IOException;
  }

  /**
   * A value as bytes.
   *
   * @param value made of records, lists, arrays, enums and what else is {@link
   *     java.io.Serializable}; optionals and paths may be in it
   */
  public static byte[] write(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (Writer out = new Writer(new DeflaterOutputStream(bytes, fast))) {
      out.writeObject(value);
    } finally {
      fast.end();
    }
    return bytes.toByteArray();
  }

  /**
   * What {@link #write} wrote.
   *
   * @param paths which must mean the same to every process that reads and writes
   * @throws IOException if the bytes are not whole
   */
  public static Object read(byte[] bytes, Paths paths) throws IOException {
    InputStream inflated = new InflaterInputStream(new ByteArrayInputStream(bytes));
    try (Reader in = new Reader(inflated, paths)) {
      return in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("written by another version: there is no " + e.getMessage(), e);
    }
  }

  private static final class Writer extends ObjectOutputStream {
    /** A value that is in many places is written once. */
    private final IdentityHashMap<Object, Object> forms = new IdentityHashMap<>();

    Writer(OutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object value) {
      if (value instanceof ValueForm) {
        return value;
      }
      Object form = forms.get(value);
      if (form == null) {
        form = ValueForm.of(value);
        if (form != value) {
          forms.put(value, form);
        }
      }
      return form;
    }
  }

  private static final class Reader extends ObjectInputStream {
    private final Paths paths;

    Reader(InputStream in, Paths paths) throws IOException {
      super(in);
      this.paths = paths;
      setObjectInputFilter(OURS);
      enableResolveObject(true);
    }

    @Override
    protected Object resolveObject(Object value) throws IOException {
      return value instanceof ValueForm.OfPath path ? paths.of(path.path()) : value;
    }

    /** Ours come from the loader of this class, which on a cluster is not the system's. */
    @Override
    protected Class<?> resolveClass(ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      return described.getName().startsWith("org.nodulens.")
          ? Class.forName(described.getName(), false, Values.class.getClassLoader())
          : super.resolveClass(described);
    }
  }
}
