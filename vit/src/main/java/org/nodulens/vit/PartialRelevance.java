package org.nodulens.vit;

/**
 * Relevance of the last block's attention by layer-wise relevance propagation: from the class
 * embedding back to the class token's attention, the last block alone. Layer scale counts as part
 * of the projection before it. Norms hand relevance on as it is; a sum shares it by its parts.
 */
public final class PartialRelevance {
  private final LastBlock block;

  public PartialRelevance(LastBlock block) {
    this.block = block;
  }

  /**
   * Relevance of every token: the mean over heads of (a_hi v_hi · r_h / 2)⁺, r_h being the
   * relevance per unit of o_h, (T).
   *
   * @param embeddingRelevance of the class embedding, (D)
   */
  public float[] attention(ClassTokenPass pass, float[] embeddingRelevance) {
    double[] s = perMixed(pass.row(), embeddingRelevance);
    TokenColumns values = block.values(pass);
    float[] bias = block.valueBias();
    int perHead = pass.width() / pass.heads();
    double[] relevance = new double[pass.tokens()];
    for (int h = 0; h < pass.heads(); h++) {
      for (int i = 0; i < relevance.length; i++) {
        double sum = 0;
        for (int d = h * perHead; d < (h + 1) * perHead; d++) {
          sum += s[d] * (values.components()[d][i] + bias[d]);
        }
        relevance[i] += Math.max(0, pass.attention(h)[i] * sum / 2) / pass.heads();
      }
    }
    return Rows.floats(relevance);
  }

  /** Relevance per unit of o, what the heads took from the values, (D). */
  private double[] perMixed(ClassTokenRow row, float[] atEmbedding) {
    int width = atEmbedding.length;
    double[] hidden = Rows.doubles(Gelu.of(row.hidden()));
    double[] atStream = new double[width];
    double[] atMlp = new double[width];
    for (int i = 0; i < width; i++) {
      double share = Alpha1Beta0.share(atEmbedding[i], row.afterMlp()[i]);
      double beforeMlp = row.afterAttention()[i];
      atStream[i] = beforeMlp * share;
      atMlp[i] = (row.afterMlp()[i] - beforeMlp) * share;
    }
    double[] atHidden = Alpha1Beta0.linear(block.fc2, block.scale2, hidden, atMlp);
    double[] normed = Rows.doubles(block.norm2.apply(row.afterAttention()));
    double[] atNormed = Alpha1Beta0.linear(block.fc1, LayerScale.NONE, normed, atHidden);
    double[] atAttended = new double[width];
    for (int i = 0; i < width; i++) {
      double share = Alpha1Beta0.share(atStream[i] + atNormed[i], row.afterAttention()[i]);
      atAttended[i] = row.attended()[i] * share;
    }
    double[] mixed = Rows.doubles(row.mixed());
    double[] atMixed = Alpha1Beta0.linear(block.projection, block.scale1, mixed, atAttended);
    for (int i = 0; i < width; i++) {
      atMixed[i] = Alpha1Beta0.share(atMixed[i], mixed[i]);
    }
    return atMixed;
  }
}
