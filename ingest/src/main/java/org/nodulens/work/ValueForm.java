package org.nodulens.work;

import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Values that Java does not serialise itself, as something that it does. */
sealed interface ValueForm extends Serializable {
  /** What stands for a value in a stream; the value itself where Java can write it. */
  static Object of(Object value) {
    if (value instanceof Optional<?> optional) {
      return new OfOptional(optional.orElse(null));
    }
    if (value instanceof OptionalDouble optional) {
      return new OfDouble(optional.isPresent(), optional.orElse(0));
    }
    if (value instanceof Path path) {
      return new OfPath(path.toString());
    }
    return value instanceof Record record && !(value instanceof Serializable)
        ? OfRecord.of(record)
        : value;
  }

  /** An optional. */
  record OfOptional(@Nullable Object value) implements ValueForm {
    @Serial
    private Object readResolve() {
      return Optional.ofNullable(value);
    }
  }

  /** An optional number. */
  record OfDouble(boolean present, double value) implements ValueForm {
    @Serial
    private Object readResolve() {
      return present ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
  }

  /** A path, which the reader makes again. */
  record OfPath(String path) implements ValueForm {}

  /** A record by its parts; it is made again by its own constructor, which checks them. */
  record OfRecord(Class<?> type, ArrayList<@Nullable Object> parts) implements ValueForm {
    static OfRecord of(Record value) {
      RecordShape shape = RecordShape.of(value.getClass());
      ArrayList<@Nullable Object> parts = new ArrayList<>();
      for (Method accessor : shape.accessors()) {
        parts.add(shape.part(accessor, value));
      }
      return new OfRecord(value.getClass(), parts);
    }

    @Serial
    private Object readResolve() {
      return RecordShape.of(type).make(parts);
    }
  }
}
