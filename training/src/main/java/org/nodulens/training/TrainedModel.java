package org.nodulens.training;

import java.util.List;
import java.util.Map;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitWeights;

/**
 * What a training leaves: a network, the way it sees, and how it got there.
 *
 * @param weights with the linear head, if that is what it has
 * @param head the tensors of a two-layer head; empty if the head is linear
 * @param epochs figures of every epoch that was run
 * @param epochsKept after how many of them the weights are
 */
record TrainedModel(
    InputSpec input,
    VitWeights weights,
    Map<String, Tensor> head,
    List<EpochFigures> epochs,
    int epochsKept) {
  TrainedModel {
    head = Map.copyOf(head);
    epochs = List.copyOf(epochs);
  }

  /** A network that nothing was trained of yet. */
  TrainedModel(InputSpec input, VitWeights weights) {
    this(input, weights, Map.of(), List.of(), 0);
  }
}
