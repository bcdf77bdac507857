package org.nodulens.imagej;

import java.util.function.Supplier;

/** ImageJ's threads look for services where ImageJ is, not where its plugins are. */
final class PluginLoader {
  private PluginLoader() {}

  /** Runs something that looks for services in this plugin's own jar. */
  static <T> T call(Supplier<T> action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(PluginLoader.class.getClassLoader());
    try {
      return action.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
