package org.nodulens.datasets.phantom;

/** Where a nodule holds calcium, with LIDC's code for it. */
public enum Calcification {
  POPCORN(1),
  LAMINATED(2),
  SOLID(3),
  CENTRAL(5),
  ABSENT(6);

  private final int code;

  Calcification(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
