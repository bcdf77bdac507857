/**
 * Published weights: PyTorch checkpoints and safetensors of DINO, DINOv2, timm and Hugging Face,
 * recognised by their names and shapes and written as a model folder under timm's names. Nothing in
 * a file is ever executed.
 */
@NullMarked
package org.nodulens.vit.weights;

import org.jspecify.annotations.NullMarked;
