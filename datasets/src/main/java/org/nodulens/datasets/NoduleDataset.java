package org.nodulens.datasets;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.nodulens.cropset.CropSetHeader;

/** A folder of CT studies with nodules, in some collection's own layout. */
public interface NoduleDataset {
  /** The name that {@code --dataset} knows it by. */
  String name();

  CropSetHeader header(CropOptions options) throws IOException;

  /** Names of the labels that its nodules may have, without {@code label_}, in order. */
  List<String> labels();

  /**
   * Those of the labels whose values are words of the collection's own vocabulary, so that none can
   * name anybody. All others are free text as far as {@link Pseudonyms} are concerned.
   */
  default Set<String> closedLabels() {
    return Set.of();
  }

  /**
   * Whether its series are DICOM, so that crops can say by which scanner: {@code label_scanner}.
   */
  default boolean namesScanners() {
    return false;
  }

  /**
   * Finds out what there is without reading a pixel: one task a series, in an order that depends on
   * the content alone.
   */
  Survey survey() throws IOException;
}
