package org.nodulens.dicom;

/** HU of every sample there can be, by whatever rule. */
final class HuTable implements HuConversion {
  private final short[] huOfSample = new short[1 << Short.SIZE];

  HuTable(HuRule rule) {
    for (int sample = 0; sample < huOfSample.length; sample++) {
      huOfSample[sample] = rule.hu(sample);
    }
  }

  @Override
  public void apply(short[] samples) {
    short[] table = huOfSample;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = table[Short.toUnsignedInt(samples[i])];
    }
  }
}
