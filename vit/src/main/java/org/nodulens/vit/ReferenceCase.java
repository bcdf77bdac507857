package org.nodulens.vit;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A network with an input, and arrays that another program made of them. */
public interface ReferenceCase {
  /** The case's name: that of its folder. */
  String name();

  /** Every array that this version computes, by name. */
  Map<String, Tensor> recompute(TrunkEngine engine) throws IOException;

  /** Names of the arrays that there is a reference for, sorted. */
  List<String> references() throws IOException;

  /**
   * The largest absolute difference from the reference, relative to the reference's largest
   * magnitude; infinite where either holds what is not finite.
   *
   * @throws ModelFormatException if the shapes differ
   */
  double error(String name, Tensor computed) throws IOException;
}
