package org.nodulens.faithfulness;

/** The curves of one method's map of one crop and task, the mean over views. */
public record CurveRow(
    ScoreRow.Subject subject, String method, String task, PerturbationCurve curve) {}
