package org.nodulens.bench;

import java.io.IOException;

/**
 * Something whose time is taken.
 *
 * @param part what it is measured with: contenders of one part may be held against each other
 */
public record Contender(String part, String name, Work work) {
  /** One whole run of it. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }
}
