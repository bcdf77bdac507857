package org.nodulens.explain;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nodulens.vit.ClassTokenPass;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.TokenColumns;

/**
 * CDAM over variants of what enters the last block, by several threads. Each sample has its own z =
 * norm1(variant), query and gradient; the product is with this z.
 */
final class PerturbedCdam {
  /**
   * Samples that one thread takes together, which share the fetching of weights; fixed, so that
   * sums do not depend on the threads. Fifty make ten parts, which two, five and ten cores share
   * evenly.
   */
  private static final int SAMPLES_OF_A_PART = 5;

  private PerturbedCdam() {}

  /** Moments of the patch tokens' importance over all variants. */
  static SampleMoments moments(ExplainedPass pass, Perturbation perturbation) {
    TokenColumns x = TokenColumns.of(pass.blockInput());
    Perturbation.Variants variants = perturbation.of(x);
    int samples = perturbation.samples();
    int parts = (samples + SAMPLES_OF_A_PART - 1) / SAMPLES_OF_A_PART;
    Queue<List<TokenColumns>> rooms = new ConcurrentLinkedQueue<>();
    List<SampleMoments> moments =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part -> {
                  int first = part * SAMPLES_OF_A_PART;
                  int end = Math.min(samples, first + SAMPLES_OF_A_PART);
                  List<TokenColumns> room = rooms.poll();
                  List<TokenColumns> used = room == null ? room(x) : room;
                  SampleMoments ofPart = part(pass, variants, first, used.subList(0, end - first));
                  rooms.add(used);
                  return ofPart;
                })
            .toList();
    SampleMoments all = moments.get(0);
    moments.subList(1, parts).forEach(all::add);
    return all;
  }

  /** Where the variants of a part go; used again by the thread's next part. */
  private static List<TokenColumns> room(TokenColumns x) {
    return Stream.generate(() -> TokenColumns.zeros(x.tokens(), x.width()))
        .limit(SAMPLES_OF_A_PART)
        .toList();
  }

  private static SampleMoments part(
      ExplainedPass pass, Perturbation.Variants variants, int first, List<TokenColumns> room) {
    for (int i = 0; i < room.size(); i++) {
      variants.write(first + i, room.get(i).components());
    }
    LastBlock block = pass.model().lastBlock();
    List<ClassTokenPass> classTokens = block.forwardConsuming(room);
    List<List<float[]>> gradients =
        classTokens.stream()
            .map(classToken -> ExplainedPass.embeddingGradients(pass.scores(), classToken))
            .toList();
    SampleMoments moments =
        new SampleMoments(pass.scores().size(), pass.model().config().grid().patches());
    for (List<float[]> maps : Cdam.WHOLE.tokens(block, classTokens, gradients)) {
      moments.add(pass.patches(maps));
    }
    return moments;
  }
}
