package org.nodulens.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The numbers of a training: all of them, or those alone that shall differ from the usual ones.
 *
 * <p>{@link Setting#BATCH} is in crops; each batch runs in {@link Setting#ACCUMULATE} parts whose
 * gradients add up. {@link Setting#RATE} is AdamW's highest, after {@link Setting#WARM_UP_EPOCHS};
 * {@link Setting#LAYER_DECAY} multiplies it once for each layer further from the head. {@link
 * Setting#AVERAGE} is the decay of the moving average of the weights, 0 for none; {@link
 * Setting#PATIENCE} the epochs without a better validation loss after which training stops, 0 for
 * never; {@link Setting#HIDDEN} the width of a two-layer head, 0 for a linear one.
 */
public record Settings(Map<Setting, Double> values) {
  /** The usual numbers throughout. */
  public static final Settings USUAL = new Settings(Map.of());

  /**
   * Checks every number.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Settings {
    Map<Setting, Double> checked = new EnumMap<>(Setting.class);
    checked.putAll(values);
    checked.forEach(
        (setting, value) ->
            setting
                .fault(value)
                .ifPresent(
                    fault -> {
                      throw new IllegalArgumentException(fault);
                    }));
    values = Collections.unmodifiableMap(checked);
  }

  public Settings with(Setting setting, double value) {
    Map<Setting, Double> changed = new EnumMap<>(Setting.class);
    changed.putAll(values);
    changed.put(setting, value);
    return new Settings(changed);
  }

  /** These, but where the others say something, what they say. */
  Settings changedBy(Settings others) {
    Map<Setting, Double> changed = new EnumMap<>(Setting.class);
    changed.putAll(values);
    changed.putAll(others.values);
    return new Settings(changed);
  }

  double of(Setting setting) {
    Double value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException("there is no " + setting.id());
    }
    return value;
  }

  int whole(Setting setting) {
    return (int) of(setting);
  }

  int batchesAnEpoch(int crops) {
    return Math.max(1, Math.round((float) crops / whole(Setting.BATCH)));
  }

  /** Over so many epochs of so many crops. */
  LearningRate rate(int epochs, int crops) {
    int perEpoch = batchesAnEpoch(crops);
    return new LearningRate(
        of(Setting.RATE), whole(Setting.WARM_UP_EPOCHS) * perEpoch, epochs * perEpoch);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("optimiser", "AdamW");
    values.forEach((setting, value) -> json.put(setting.id(), value));
    return json;
  }
}
