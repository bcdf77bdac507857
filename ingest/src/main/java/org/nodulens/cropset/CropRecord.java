package org.nodulens.cropset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;

/**
 * A row of the manifest: one crop, and where its voxels are.
 *
 * @param shard number of the shard: 0 for {@code crops-00000.npy}
 * @param index row in the shard, from 0
 * @param sha256 of the crop's int16 little-endian bytes, lower-case hex
 */
public record CropRecord(CropDescription description, int shard, int index, String sha256) {

  public String cropId() {
    return description.cropId();
  }

  public String sourceId() {
    return description.origin().sourceId();
  }

  public String patientId() {
    return description.origin().patientId();
  }

  public String seriesUid() {
    return description.origin().seriesUid();
  }

  public String sopUid() {
    return description.origin().sopUid();
  }

  public CropCenter center() {
    return description.geometry().center();
  }

  public CropSpacing spacing() {
    return description.geometry().spacing();
  }

  public Optional<VolumeGeometry> affine() {
    return description.geometry().affine();
  }

  public OptionalDouble diameterMm() {
    return description.nodule().diameterMm();
  }

  public int readers() {
    return description.nodule().readers();
  }

  /** What the readers gave, {@link Readings#NONE} where none did. */
  public Readings readings(Rating rating) {
    return description.nodule().readings().getOrDefault(rating, Readings.NONE);
  }

  public Map<String, String> labels() {
    return description.nodule().labels();
  }

  public double paddedFraction() {
    return description.paddedFraction();
  }

  public List<String> flags() {
    return description.flags();
  }
}
