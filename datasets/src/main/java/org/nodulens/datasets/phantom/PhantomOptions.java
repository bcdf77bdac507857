package org.nodulens.datasets.phantom;

/**
 * What to make.
 *
 * @param seed all randomness comes from it
 * @param matrix columns, and rows, of a slice
 * @param fieldOfViewMm width of a slice on the first scanner; the second one's is a tenth wider
 * @param heightMm from the lowest slice to the highest; the whole chest is {@value #CHEST_MM} mm
 * @param jobs studies made at the same time; the result does not depend on it
 */
public record PhantomOptions(
    int patients, long seed, int matrix, double fieldOfViewMm, double heightMm, int jobs) {
  static final double CHEST_MM = 290;

  /** Ten whole chests, 512 x 512. */
  public static final PhantomOptions DEFAULT = new PhantomOptions(10, 1, 512, 350, CHEST_MM, 1);

  /** Enough for a small model to learn from: slabs of the lungs around the hila, 384 x 384. */
  public static final PhantomOptions DEMO = new PhantomOptions(48, 1, 384, 270, 84, 2);

  public PhantomOptions {
    require(patients >= 1 && patients <= 9999, "1 to 9999 patients", patients);
    require(matrix >= 128 && matrix <= 1024, "a matrix of 128 to 1024", matrix);
    require(fieldOfViewMm >= 240 && fieldOfViewMm <= 500, "240 to 500 mm", fieldOfViewMm);
    require(heightMm >= 60 && heightMm <= CHEST_MM, "a height of 60 to 290 mm", heightMm);
    require(jobs >= 1, "at least one job", jobs);
  }

  private static void require(boolean holds, String expected, Number found) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected + ", got " + found);
    }
  }

  public PhantomOptions withPatients(int other) {
    return new PhantomOptions(other, seed, matrix, fieldOfViewMm, heightMm, jobs);
  }

  public PhantomOptions withSeed(long other) {
    return new PhantomOptions(patients, other, matrix, fieldOfViewMm, heightMm, jobs);
  }

  public PhantomOptions withJobs(int other) {
    return new PhantomOptions(patients, seed, matrix, fieldOfViewMm, heightMm, other);
  }

  /** The same study has the same name however many there are beside it. */
  SeedPath seedOf(int patient) {
    return new SeedPath("phantom/" + seed).child("patient-" + patient);
  }

  /** Tells apart what is not the same study: UIDs are made of it. */
  String identity() {
    return seed + "/" + matrix + "/" + fieldOfViewMm + "/" + heightMm;
  }
}
