package org.nodulens.faithfulness;

/** What stands beside the figures of a benchmark. */
final class BenchmarkWords {
  static final String CORRECTNESS =
      "Mean over nodules (95 % interval, patients resampled); a star: differs from the reference"
          + " (paired, Holm's p below 0.05). area: how much higher the score stands on average while"
          + " the image loses its pixels, if those that the map calls least important go first rather"
          + " than last, in standard deviations of the score over the nodules. boxes: correlation of"
          + " a map's sum over a box with the fall of the score when the box is filled, mean over"
          + " boxes of an eighth, a quarter and half of the image's side. compactness: share of the"
          + " map's own elements with at most 0.05 of its largest |v|. class correlation: between maps"
          + " of different tasks. seconds: maps of all tasks, prediction included. Controls: random"
          + " is chance; centre looks at no image; contours knows what readers drew.";

  static final String OVERLAP =
      "Positive importance on the crop's pixels that the model sees, against the pixels that at least"
          + " 1 to 4 readers drew. pointing: whether the highest pixel lies inside; mass: share of the"
          + " importance inside; rank: of as many highest pixels as the consensus has, the share"
          + " inside. Higher is better; centre shows what a nodule in the middle is worth.";

  static final String SANITY =
      "Spearman's correlation of maps with those of the same network after its layers were shuffled,"
          + " from the head down to the one that heads the column: near 0 is right, what stays near 1"
          + " does not explain the network.";

  static final String HEAD =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Which map to"
          + " trust</title>\n<style>body{font:15px/1.45 sans-serif;margin:2rem;color:#1d232b;"
          + "max-width:90rem}table{border-collapse:collapse;font-size:13px;"
          + "font-variant-numeric:tabular-nums}th,td{border-bottom:1px solid #d5dbe1;padding:.25rem"
          + " .5rem;text-align:left;white-space:nowrap}p{max-width:60rem}.pictures{display:grid;"
          + "grid-template-columns:repeat(auto-fill,minmax(26rem,1fr));gap:1rem}figure{margin:0}"
          + "</style></head><body>\n";

  private BenchmarkWords() {}
}
