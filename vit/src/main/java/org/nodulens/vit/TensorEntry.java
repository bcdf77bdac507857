package org.nodulens.vit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** Where in a safetensors file one tensor lies: begin and end count from the start of the data. */
final class TensorEntry {
  private final ElementType type;
  private final int[] shape;
  private final long begin;
  private final long end;

  private TensorEntry(ElementType type, int[] shape, long begin, long end) {
    this.type = type;
    this.shape = shape;
    this.begin = begin;
    this.end = end;
  }

  static TensorEntry read(JsonNode node, long dataLength, String where)
      throws ModelFormatException {
    ElementType type =
        ElementType.ofCode(node.path("dtype").asText())
            .orElseThrow(
                () ->
                    new ModelFormatException(
                        where
                            + " has element type "
                            + node.path("dtype")
                            + ", not "
                            + Arrays.toString(ElementType.values())));
    JsonNode offsets = node.path("data_offsets");
    if (!node.path("shape").isArray() || !offsets.isArray() || offsets.size() != 2) {
      throw new ModelFormatException(where + " lacks a shape or two data_offsets");
    }
    int[] shape = new int[node.path("shape").size()];
    long elements = 1;
    for (int i = 0; i < shape.length; i++) {
      JsonNode extent = node.path("shape").get(i);
      if (!extent.canConvertToInt() || !extent.isIntegralNumber() || extent.asInt() < 0) {
        throw new ModelFormatException(where + " has shape " + node.path("shape"));
      }
      shape[i] = extent.asInt();
      elements *= shape[i];
      if (elements > Integer.MAX_VALUE - 8) {
        throw new ModelFormatException(where + " has shape " + node.path("shape") + ": too large");
      }
    }
    long begin = offsets.get(0).asLong(-1);
    long end = offsets.get(1).asLong(-1);
    if (begin < 0 || end < begin || end > dataLength || end - begin != elements * type.bytes()) {
      throw new ModelFormatException(
          where
              + " claims bytes "
              + begin
              + " to "
              + end
              + " of "
              + dataLength
              + " for shape "
              + node.path("shape")
              + " of "
              + type);
    }
    return new TensorEntry(type, shape, begin, end);
  }

  ElementType type() {
    return type;
  }

  int[] shape() {
    return shape;
  }

  long begin() {
    return begin;
  }

  long end() {
    return end;
  }
}
