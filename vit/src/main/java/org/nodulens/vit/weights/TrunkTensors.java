package org.nodulens.vit.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.StoredTensor;

/** The tensors of a trunk under timm's names, query, key and value fused; and what was left out. */
final class TrunkTensors {
  private static final String QKV = ".attn.qkv.";

  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, StoredTensor> leftOut = new LinkedHashMap<>();
  private final String where;
  private boolean separate;
  private boolean withoutBias;

  private TrunkTensors(String where) {
    this.where = where;
  }

  /**
   * Renames.
   *
   * @param where the file, for messages
   * @throws ModelFormatException if a tensor is of no trunk that is computed here
   */
  static TrunkTensors of(StateDict state, String where) throws ModelFormatException {
    TrunkTensors trunk = new TrunkTensors(where);
    for (Map.Entry<String, StoredTensor> named : state.tensors().entrySet()) {
      trunk.add(state.prefix() + named.getKey(), named.getKey(), named.getValue());
    }
    trunk.leftOut.putAll(state.beside());
    for (int block = 0; block < trunk.depth(); block++) {
      trunk.fuse("blocks." + block, "weight");
      trunk.fuse("blocks." + block, "bias");
    }
    return trunk;
  }

  private void add(String full, String name, StoredTensor tensor) throws ModelFormatException {
    Optional<String> timm = TimmNames.of(name);
    if (timm.isPresent()) {
      String what = "tensor " + full + " of " + where;
      if (tensors.put(timm.get(), new DerivedTensor.Finite(tensor, what)) != null) {
        throw new ModelFormatException(where + " has " + timm.get() + " twice, as " + full);
      }
    } else if (TimmNames.isLeftOut(name)) {
      leftOut.put(full, tensor);
    } else {
      throw new ModelFormatException(
          where
              + " has tensor "
              + full
              + " of shape "
              + Arrays.toString(tensor.shape())
              + ", which belongs to no Vision Transformer that is computed here");
    }
  }

  private void fuse(String block, String kind) throws ModelFormatException {
    List<StoredTensor> parts = new ArrayList<>();
    for (String part : List.of(".attn.q.", ".attn.k.", ".attn.v.")) {
      StoredTensor tensor = tensors.remove(block + part + kind);
      if (tensor != null) {
        parts.add(tensor);
      }
    }
    String fused = block + QKV + kind;
    if (parts.size() == 3) {
      separate = true;
      tensors.put(fused, DerivedTensor.Stacked.of(parts, fused + " of " + where));
    } else if (!parts.isEmpty()) {
      throw new ModelFormatException(
          where + " has " + parts.size() + " of query, key and value for " + fused);
    } else if (kind.equals("bias") && !tensors.containsKey(fused)) {
      withoutBias = true;
      tensors.put(fused, new DerivedTensor.Zeros(Math.multiplyExact(3, width())));
    }
  }

  /** By timm's names. */
  Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** By the file's names: heads, and what training needed. */
  Map<String, StoredTensor> leftOut() {
    return leftOut;
  }

  /** Whether query, key and value came apart. */
  boolean qkvWasSeparate() {
    return separate;
  }

  /** Whether query, key and value have no bias, for which there are zeros now. */
  boolean qkvHadNoBias() {
    return withoutBias;
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * The shape of a tensor.
   *
   * @param extents how many it must have
   * @throws ModelFormatException if there is none of that name with so many extents
   */
  int[] shape(String name, int extents) throws ModelFormatException {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelFormatException(where + " lacks tensor " + name);
    }
    int[] shape = tensor.shape();
    if (shape.length != extents || Arrays.stream(shape).anyMatch(extent -> extent < 1)) {
      throw new ModelFormatException(
          where
              + ": tensor "
              + name
              + " has shape "
              + Arrays.toString(shape)
              + ", expected are "
              + extents
              + " extents");
    }
    return shape;
  }

  /** D. */
  int width() throws ModelFormatException {
    return shape("cls_token", 3)[2];
  }

  /** How many blocks there are, as far as their numbers tell. */
  int depth() throws ModelFormatException {
    OptionalInt last =
        tensors.keySet().stream()
            .filter(name -> name.startsWith("blocks."))
            .mapToInt(name -> Integer.parseInt(name.split("\\.", 3)[1]))
            .max();
    if (last.isEmpty() || last.getAsInt() >= tensors.size()) {
      throw new ModelFormatException(where + " lacks tensors of blocks.0");
    }
    return last.getAsInt() + 1;
  }

  /** Puts the class token's position into the class token, and takes it out of the positions. */
  void foldClassPosition() {
    StoredTensor classToken = Objects.requireNonNull(tensors.get("cls_token"));
    StoredTensor positions = Objects.requireNonNull(tensors.get("pos_embed"));
    tensors.put("cls_token", new DerivedTensor.ClassTokenInPlace(classToken, positions));
    tensors.put("pos_embed", new DerivedTensor.WithoutClassRow(positions));
  }
}
