package org.nodulens.vit.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.StoredTensor;

/**
 * The tensors of one Vision Transformer in a file, under the names that its code gave them.
 *
 * @param prefix what stood before those names: {@code teacher.backbone.}
 * @param tensors without the prefix, in the file's order
 * @param beside the file's other tensors, in full: heads, the other branch
 */
record StateDict(
    String prefix, Map<String, StoredTensor> tensors, Map<String, StoredTensor> beside) {
  private static final String OWN = "cls_token";
  private static final String HUGGING_FACE = "embeddings." + OWN;

  /**
   * Finds the network by its class token.
   *
   * @param where the file, for messages
   * @throws ModelFormatException if there is none, not the branch that is asked for, or several
   */
  static StateDict find(Map<String, StoredTensor> all, Branch branch, String where)
      throws ModelFormatException {
    String prefix = prefix(candidates(all), branch, where);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    Map<String, StoredTensor> beside = new LinkedHashMap<>();
    all.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            tensors.put(name.substring(prefix.length()), tensor);
          } else {
            beside.put(name, tensor);
          }
        });
    return new StateDict(prefix, tensors, beside);
  }

  private static List<String> candidates(Map<String, StoredTensor> all) {
    List<String> prefixes = new ArrayList<>();
    for (String name : all.keySet()) {
      for (String token : List.of(HUGGING_FACE, OWN)) {
        if (name.equals(token) || name.endsWith("." + token)) {
          prefixes.add(name.substring(0, name.length() - token.length()));
          break;
        }
      }
    }
    return prefixes;
  }

  private static String prefix(List<String> prefixes, Branch branch, String where)
      throws ModelFormatException {
    if (prefixes.isEmpty()) {
      throw new ModelFormatException(
          where + " has no tensor cls_token: no Vision Transformer with a class token");
    }
    List<String> wanted = prefixes.stream().filter(branch::isIn).toList();
    List<String> either = prefixes.stream().filter(prefix -> !branch.other().isIn(prefix)).toList();
    List<String> left = wanted.isEmpty() ? either : wanted;
    if (left.isEmpty() || (wanted.isEmpty() && branch == Branch.STUDENT && prefixes.size() > 1)) {
      throw new ModelFormatException(where + " has no " + branch.id() + ", only " + told(prefixes));
    }
    if (left.size() > 1) {
      throw new ModelFormatException(
          where + " has several networks, under " + told(left) + ": save one of them by itself");
    }
    return left.get(0);
  }

  private static String told(List<String> prefixes) {
    return String.join(", ", prefixes.stream().limit(4).map(prefix -> prefix + OWN).toList());
  }

  /** Whether the names are those of Hugging Face's classes. */
  boolean isHuggingFace() {
    return tensors.containsKey(HUGGING_FACE);
  }
}
