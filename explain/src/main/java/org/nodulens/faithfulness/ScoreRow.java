package org.nodulens.faithfulness;

/**
 * One score of one method's map of one crop.
 *
 * @param task whose score the map explains; empty where a score is of all tasks together
 * @param score its name, such as {@code area}
 */
public record ScoreRow(Subject subject, String method, String task, String score, double value) {
  /**
   * What was scored.
   *
   * @param patientId that crops belong together by; of an unknown patient the crop's own
   * @param model which network spoke
   */
  public record Subject(String cropId, String patientId, String model) {}

  public ScoreRow {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "score " + score + " of " + method + " is " + value + " for crop " + subject.cropId());
    }
  }
}
