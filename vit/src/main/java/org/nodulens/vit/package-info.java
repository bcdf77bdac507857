/**
 * The vision transformer without an engine: configuration, input sampling, last block, prediction.
 */
package org.nodulens.vit;
