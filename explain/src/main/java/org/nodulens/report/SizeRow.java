package org.nodulens.report;

/**
 * The row of a published table that a nodule's size falls into.
 *
 * @param table which one, with the kind of nodule
 * @param preconditions when the table is meant to be used, as its authors say
 * @param size the row's bounds
 * @param says what the table has in that row, shortened
 * @param side how the row lies among its table's
 */
record SizeRow(String table, String preconditions, String size, String says, Side side) {
  /** Where a row stands. */
  enum Side {
    /** The table's smallest nodules. */
    LOWEST,
    BETWEEN,
    /** Those that the table has looked into at once. */
    HIGHEST
  }
}
