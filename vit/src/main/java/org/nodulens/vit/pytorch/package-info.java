/** The Vision Transformer in DJL's PyTorch engine. */
@NullMarked
package org.nodulens.vit.pytorch;

import org.jspecify.annotations.NullMarked;
