package org.nodulens.work;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a type of records is taken apart and put together; looked up once. */
record RecordShape(List<Method> accessors, Constructor<?> canonical) {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return lookUp(type);
        }
      };

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  private static RecordShape lookUp(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<Method> accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toList();
    accessors.forEach(accessor -> accessor.setAccessible(true));
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      return new RecordShape(accessors, canonical);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("no record: " + type, e);
    }
  }

  @Nullable Object part(Method accessor, Record value) {
    try {
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + value.getClass(), e);
    }
  }

  Object make(List<@Nullable Object> parts) {
    try {
      return canonical.newInstance(parts.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("cannot make " + canonical, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + canonical, e);
    }
  }
}
