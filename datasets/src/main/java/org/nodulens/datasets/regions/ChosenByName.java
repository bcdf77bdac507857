package org.nodulens.datasets.regions;

import java.util.regex.Pattern;
import org.nodulens.datasets.NoduleDataset;

/** A dataset whose nodules are chosen by what they are called. */
public interface ChosenByName {
  /**
   * The same dataset with other regions.
   *
   * @param names the whole of a name, or of a type, must match; upper and lower case are alike
   */
  NoduleDataset choosing(Pattern names);
}
