package org.nodulens.dicom;

import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Which series an SOP Instance UID was found in: twelve bytes an instance, in a table that is at
 * most three quarters full. Holds hashes alone, so the series says whether it is the one.
 */
final class InstanceIndex {
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] hashes = new long[1 << 10];

  /** Numbers of series, from 1; 0 where nothing is. */
  private int[] series = new int[1 << 10];

  private int count;

  /**
   * Looks for an instance.
   *
   * @param find what a series with this number knows of the instance; empty if it is not of it
   * @param <T> what it knows
   */
  <T> Optional<T> find(String sopUid, IntFunction<Optional<T>> find) {
    long hash = hash(sopUid);
    for (int slot = slot(hash); series[slot] != 0; slot = next(slot)) {
      if (hashes[slot] == hash) {
        Optional<T> found = find.apply(series[slot] - 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Adds an instance.
   *
   * @param number of its series, from 0
   */
  void add(String sopUid, int number) {
    if (4L * (count + 1) > 3L * hashes.length) {
      grow();
    }
    put(hash(sopUid), number + 1);
    count++;
  }

  private void put(long hash, int value) {
    int slot = slot(hash);
    while (series[slot] != 0) {
      slot = next(slot);
    }
    hashes[slot] = hash;
    series[slot] = value;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldSeries = series;
    hashes = new long[Math.multiplyExact(2, oldHashes.length)];
    series = new int[hashes.length];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldSeries[i] != 0) {
        put(oldHashes[i], oldSeries[i]);
      }
    }
  }

  private int slot(long hash) {
    return (int) (hash ^ (hash >>> 32)) & (hashes.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (hashes.length - 1);
  }

  /** FNV-1a, and the finish of MurmurHash3: UIDs differ in few of their last digits. */
  private static long hash(String text) {
    long hash = FNV_START;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
