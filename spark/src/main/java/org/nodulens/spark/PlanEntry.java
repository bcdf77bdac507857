package org.nodulens.spark;

import java.io.Serializable;

/**
 * Where a piece of work stands in the plan's file.
 *
 * @param number of the piece, from 0
 * @param offset in the file, bytes
 * @param length bytes; it grows with the slices that the piece reads
 */
record PlanEntry(int number, long offset, int length) implements Serializable {}
