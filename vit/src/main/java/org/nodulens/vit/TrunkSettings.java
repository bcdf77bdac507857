package org.nodulens.vit;

/** How an engine is asked to run a trunk. */
public record TrunkSettings(Precision precision, Device device) {
  /** Float32 on the processor. */
  public static final TrunkSettings DEFAULT = new TrunkSettings(Precision.FP32, Device.CPU);

  /** What an engine's name says of them: nothing where they are the default. */
  public String suffix() {
    return (precision == Precision.FP32 ? "" : " " + precision.id())
        + (device == Device.CPU ? "" : " " + device.id());
  }
}
