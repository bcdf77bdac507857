package org.nodulens.vit;

/**
 * The class token's intermediate values in a block, kept for the way back.
 *
 * @param mixed (D): o, what each head took from the values, side by side
 * @param attended (D): the attention branch's output, scaled
 * @param afterAttention (D): the residual stream between attention and MLP
 * @param hidden (MLP width): before the nonlinearity
 * @param afterMlp (D): what enters the final norm
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClassTokenRow(
    float[] mixed, float[] attended, float[] afterAttention, float[] hidden, float[] afterMlp) {}
