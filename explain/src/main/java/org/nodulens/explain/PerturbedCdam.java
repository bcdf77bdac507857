package org.nodulens.explain;

import java.util.List;
import java.util.stream.IntStream;
import org.nodulens.vit.ClassTokenPass;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.TokenColumns;

/**
 * CDAM over variants of what enters the last block, by several threads. Each sample has its own z =
 * norm1(variant), query and gradient; the product is with this z.
 */
final class PerturbedCdam {
  /** Samples that one thread takes together; fixed, so that sums do not depend on the threads. */
  private static final int SAMPLES_OF_A_PART = 4;

  private PerturbedCdam() {}

  /** Moments of the patch tokens' importance over all variants. */
  static SampleMoments moments(ExplainedPass pass, Perturbation perturbation) {
    TokenColumns x = TokenColumns.of(pass.blockInput());
    Perturbation.Variants variants = perturbation.of(x);
    int samples = perturbation.samples();
    int parts = (samples + SAMPLES_OF_A_PART - 1) / SAMPLES_OF_A_PART;
    List<SampleMoments> moments =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part -> {
                  int first = part * SAMPLES_OF_A_PART;
                  int end = Math.min(samples, first + SAMPLES_OF_A_PART);
                  return part(pass, variants, first, end);
                })
            .toList();
    SampleMoments all = moments.get(0);
    moments.subList(1, parts).forEach(all::add);
    return all;
  }

  private static SampleMoments part(
      ExplainedPass pass, Perturbation.Variants variants, int first, int end) {
    int patches = pass.model().config().grid().patches();
    SampleMoments moments = new SampleMoments(pass.scores().size(), patches);
    LastBlock block = pass.model().lastBlock();
    TokenColumns variant =
        TokenColumns.zeros(pass.blockInput().tokens(), pass.blockInput().width());
    for (int sample = first; sample < end; sample++) {
      variants.write(sample, variant.components());
      ClassTokenPass classToken = block.forwardConsuming(variant);
      List<float[]> gradients = ExplainedPass.embeddingGradients(pass.scores(), classToken);
      moments.add(pass.patches(Cdam.WHOLE.tokens(block, classToken, gradients)));
    }
    return moments;
  }
}
