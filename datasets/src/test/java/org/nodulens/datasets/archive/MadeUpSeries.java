package org.nodulens.datasets.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesWriter;

/** Three CT slices and the zip archive that an archive makes of them. */
final class MadeUpSeries {
  static final int SLICES = 3;

  private static final VolumeGeometry GEOMETRY =
      new VolumeGeometry(
          new GridSize(16, 16, SLICES),
          new PatientPoint(0, 0, 0),
          VoxelAxes.alongPatient(VoxelSpacing.isotropic(1)));

  private final String uid;
  private final Map<String, byte[]> images = new LinkedHashMap<>();

  private MadeUpSeries(String uid) {
    this.uid = uid;
  }

  static MadeUpSeries write(String uid, Path scratch) throws IOException {
    MadeUpSeries series = new MadeUpSeries(uid);
    CtIdentity identity = new CtIdentity("P", "P", "O", uid + ".1", uid, uid + ".2");
    CtScan scan = new CtScan("maker", "model", "B", 1, "chest", "20000101", "120000");
    CtSeriesWriter writer = new CtSeriesWriter(identity, scan, GEOMETRY);
    for (int slice = 0; slice < SLICES; slice++) {
      short[] hu = new short[GEOMETRY.size().pixelsPerSlice()];
      Arrays.fill(hu, (short) (uid.hashCode() % 900 + slice));
      Path file = scratch.resolve("slice.dcm");
      writer.write(file, slice, hu);
      series.images.put(writer.sopUid(slice), Files.readAllBytes(file));
    }
    return series;
  }

  String uid() {
    return uid;
  }

  /** By SOP Instance UID. */
  Map<String, byte[]> images() {
    return images;
  }

  /** A copy of one, counted from 1. */
  byte[] image(int number) {
    return List.copyOf(images.values()).get(number - 1).clone();
  }

  long bytes() {
    return images.values().stream().mapToLong(image -> image.length).sum();
  }

  /** Numbered, as NBIA names them. */
  Map<String, byte[]> entries() {
    Map<String, byte[]> entries = new TreeMap<>();
    for (byte[] image : images.values()) {
      entries.put("0000000" + (entries.size() + 1) + ".dcm", image);
    }
    return entries;
  }

  byte[] zip() {
    return zipOf(withHashes(entries()));
  }

  static Map<String, byte[]> withHashes(Map<String, byte[]> entries) {
    Map<String, byte[]> all = new LinkedHashMap<>(entries);
    String rows =
        entries.entrySet().stream()
            .map(entry -> entry.getKey() + "," + md5(entry.getValue()) + "\n")
            .collect(Collectors.joining());
    all.put("md5hashes.csv", ("Filename,MD5Hash\n" + rows).getBytes(StandardCharsets.UTF_8));
    return all;
  }

  static byte[] zipOf(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
