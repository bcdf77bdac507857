/**
 * The trunk in ONNX Runtime: its graph is made in Java from our own weights, in memory (opset 17,
 * ONNX operator specification at onnx.ai).
 */
@NullMarked
package org.nodulens.vit.onnx;

import org.jspecify.annotations.NullMarked;
