package org.nodulens.vit;

/** The class token's intermediate values in the last block, kept for the way back. */
final class ClassTokenRow {
  /** (D): the residual stream between attention and MLP. */
  final float[] afterAttention;

  /** (MLP width): before the nonlinearity. */
  final float[] hidden;

  /** (D): what enters the final norm. */
  final float[] afterMlp;

  ClassTokenRow(float[] afterAttention, float[] hidden, float[] afterMlp) {
    this.afterAttention = afterAttention;
    this.hidden = hidden;
    this.afterMlp = afterMlp;
  }
}
