package org.nodulens.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.ClassTokenPass;
import org.nodulens.vit.LastBlock;

/**
 * LeGrad (Bousselham et al., arXiv:2404.03214), for networks whose class token feeds the head: the
 * class token that leaves each block l is read out by the final norm and the head as if that block
 * were the last, giving a score s_l, and
 *
 * <pre>
 *   E = 1/L Σ_l 1/(H T) Σ_h Σ_q (∂s_l / ∂A_l,h)⁺_q,:
 * </pre>
 *
 * Only the class token's row q = 0 of A_l reaches s_l, and its derivative is g_h · v_hi with the
 * values v and g = ∂s_l/∂o_h: closed form, no automatic differentiation. Raw, without the paper's
 * scaling to 0 ... 1. Never negative. What it needs of the engine is the input of every block.
 */
public record LeGrad() implements ImportanceEstimator {
  @Override
  public String id() {
    return "legrad";
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) throws IOException {
    return importance(List.of(pass)).get(0);
  }

  @Override
  public List<List<float[]>> importance(List<ExplainedPass> passes) throws IOException {
    ExplainedModel model = passes.get(0).model();
    List<List<BlockInput>> inputs =
        model.probe(id()).allBlockInputs(passes.stream().map(ExplainedPass::pixels).toList());
    List<List<float[]>> maps = new ArrayList<>();
    for (int i = 0; i < passes.size(); i++) {
      ExplainedPass pass = passes.get(i);
      List<float[]> sums = new ArrayList<>();
      pass.scores().forEach(score -> sums.add(new float[pass.classToken().tokens()]));
      for (int block = 0; block < model.config().depth(); block++) {
        add(sums, model.blocks().get(block), inputs.get(i).get(block), pass.scores());
      }
      float norm = (float) model.config().depth() * model.config().heads() * sums.get(0).length;
      sums.forEach(sum -> divide(sum, norm));
      maps.add(pass.patches(sums));
    }
    return maps;
  }

  private static void divide(float[] sum, float by) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= by;
    }
  }

  private static void add(List<float[]> sums, LastBlock block, BlockInput x, List<Score> scores) {
    ClassTokenPass pass = block.forward(x);
    List<float[]> gradients = ExplainedPass.embeddingGradients(scores, pass);
    float[][] g = block.mixedGradients(pass, gradients);
    for (int score = 0; score < sums.size(); score++) {
      float[][] slopes = block.attentionGradients(pass, g[score]);
      float[] sum = sums.get(score);
      for (float[] ofHead : slopes) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += Math.max(0, ofHead[i]);
        }
      }
    }
  }
}
