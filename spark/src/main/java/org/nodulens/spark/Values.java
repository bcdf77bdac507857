package org.nodulens.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Our own values as bytes, deflated: names and headers of slices repeat themselves. */
final class Values {
  /** Nothing but our values and what they are made of is ever read; paths are the system's. */
  private static final ObjectInputFilter OURS =
      ObjectInputFilter.Config.createFilter(
          "org.nodulens.**;java.lang.*;java.util.**;sun.nio.fs.*;!*");

  private Values() {}

  static byte[] write(Object value) throws IOException {
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
   * @throws IOException if the bytes are not whole
   */
  static Object read(byte[] bytes) throws IOException {
    try (Reader in = new Reader(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
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
    Reader(InputStream in) throws IOException {
      super(in);
      setObjectInputFilter(OURS);
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
