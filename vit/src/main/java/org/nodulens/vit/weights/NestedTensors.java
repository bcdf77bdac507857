package org.nodulens.vit.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.StoredTensor;

/** The tensors of nested dictionaries under their joined names. */
final class NestedTensors {
  /** {@code {"model": {"teacher": {"backbone": {...}}}}} is as deep as they come. */
  private static final int DEEPEST = 4;

  private static final int MOST_ENTRIES = 200_000;

  /** Names are joined, and one text may be in many of them. */
  private static final int LONGEST_NAME = 1000;

  private final TorchStorages storages;
  private final String where;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private int entries;

  private NestedTensors(TorchStorages storages, String where) {
    this.storages = storages;
    this.where = where;
  }

  /**
   * Flattens a checkpoint; what is no tensor is left out.
   *
   * @param where the file, for messages
   * @throws ModelFormatException if there is no dictionary, or too much in it
   */
  static Map<String, StoredTensor> of(PickleValue root, TorchStorages storages, String where)
      throws ModelFormatException {
    if (!(root instanceof PickleValue.Dictionary dictionary)) {
      throw new ModelFormatException(where + " holds no dictionary of tensors");
    }
    NestedTensors nested = new NestedTensors(storages, where);
    nested.add("", dictionary, DEEPEST);
    return nested.tensors;
  }

  private void add(String prefix, PickleValue.Dictionary dictionary, int depth)
      throws ModelFormatException {
    for (Map.Entry<String, PickleValue> entry : dictionary.entries().entrySet()) {
      if (++entries > MOST_ENTRIES) {
        throw new ModelFormatException(where + " has more than " + MOST_ENTRIES + " entries");
      }
      if (prefix.length() + entry.getKey().length() > LONGEST_NAME) {
        throw new ModelFormatException(
            where + " has a name of more than " + LONGEST_NAME + " characters");
      }
      String name = prefix + entry.getKey();
      if (entry.getValue() instanceof PickleValue.TensorView tensor) {
        storages.require(tensor.view().storage());
        String what = "tensor " + name + " of " + where;
        tensors.putIfAbsent(name, new TorchTensor(tensor.view(), storages, what));
      } else if (entry.getValue() instanceof PickleValue.Dictionary inner && depth > 1) {
        add(name + ".", inner, depth - 1);
      }
    }
  }
}
