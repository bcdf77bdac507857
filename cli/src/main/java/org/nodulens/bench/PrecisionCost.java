package org.nodulens.bench;

/**
 * What an engine's cheaper numbers cost on labelled crops.
 *
 * @param engine with its precision, as results record it
 * @param reference the same engine in float32
 * @param task whose score and map were compared
 * @param crops how many had a label of the task
 * @param seen how many of them are of patients that the network was trained on: AUCs are then too
 *     good, and only their difference says something
 * @param auc under the ROC curve; NaN where all labels are alike
 * @param referenceAuc the same of the reference
 * @param largestScoreDifference of a crop's predicted value
 * @param medianCorrelation Pearson's, of a crop's CDAM map with the reference's
 * @param lowestCorrelation of any crop
 */
public record PrecisionCost(
    String engine,
    String reference,
    String task,
    int crops,
    int seen,
    double auc,
    double referenceAuc,
    double largestScoreDifference,
    double medianCorrelation,
    double lowestCorrelation) {}
