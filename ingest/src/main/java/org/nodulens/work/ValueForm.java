package org.nodulens.work;

import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
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
      RecordComponent[] components = value.getClass().getRecordComponents();
      ArrayList<@Nullable Object> parts = new ArrayList<>();
      try {
        for (RecordComponent component : components) {
          component.getAccessor().setAccessible(true);
          parts.add(component.getAccessor().invoke(value));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + value.getClass(), e);
      }
      return new OfRecord(value.getClass(), parts);
    }

    @Serial
    private Object readResolve() {
      Class<?>[] types =
          Stream.of(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      try {
        Constructor<?> canonical = type.getDeclaredConstructor(types);
        canonical.setAccessible(true);
        return canonical.newInstance(parts.toArray());
      } catch (InvocationTargetException e) {
        throw new IllegalStateException("cannot make " + type, e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot make " + type, e);
      }
    }
  }
}
