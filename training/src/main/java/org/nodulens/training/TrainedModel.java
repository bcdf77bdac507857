package org.nodulens.training;

import org.nodulens.vit.InputSpec;
import org.nodulens.vit.VitWeights;

/** What a training leaves: a network and the way it sees. */
record TrainedModel(InputSpec input, VitWeights weights) {}
