package org.nodulens.datasets.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.cropset.Rejection;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.DicomUid;
import org.nodulens.dicom.InstanceIdentity;

/**
 * Makes a folder of a series' zip archive: a file for each image, named by its SOP Instance UID. An
 * image is what is DICOM, of this series, asked for, of the right hash, and there once.
 */
final class SeriesUnpacker {
  private final ArchiveSeries series;
  private final Optional<Set<String>> sopUids;
  private final List<Rejection> rejections = new ArrayList<>();

  /**
   * For one archive.
   *
   * @param sopUids of the series' images, where they are known
   */
  SeriesUnpacker(ArchiveSeries series, Optional<Set<String>> sopUids) {
    this.series = series;
    this.sopUids = sopUids;
  }

  /**
   * Takes out and checks everything.
   *
   * @param folder empty; what stands in it after a fault is unfinished
   * @throws ArchiveFault where the whole is not what the archive announced
   */
  UnpackedSeries unpack(Path zipFile, Path folder) throws IOException {
    try (ZipImages zip = ZipImages.open(zipFile)) {
      Optional<Md5List> hashes = zip.md5List();
      UnpackedSeries unpacked = new UnpackedSeries(hashes.isPresent());
      Path aside = folder.resolve("image.partial");
      for (ZipEntry entry : zip.images()) {
        try {
          take(entry, zip, hashes, aside, unpacked);
        } catch (BadEntryException e) {
          reject(entry, e.code(), e.reason());
        } catch (DicomFormatException e) {
          reject(entry, e.code(), e.reason().replace(aside.toString(), "it"));
        }
      }
      Files.deleteIfExists(aside);
      requireComplete(unpacked);
      return unpacked;
    }
  }

  /** Entries that are none of the series' images, and why. */
  List<Rejection> rejections() {
    return List.copyOf(rejections);
  }

  private void take(
      ZipEntry entry, ZipImages zip, Optional<Md5List> hashes, Path aside, UnpackedSeries unpacked)
      throws IOException {
    ZipImages.Content content = zip.extract(entry, aside);
    InstanceIdentity identity = InstanceIdentity.read(aside);
    requireWanted(identity);
    String name = identity.sopUid() + ".dcm";
    if (unpacked.holds(name)) {
      throw new BadEntryException(
          "duplicate-instance", "the same SOP Instance UID as an image before, which is kept");
    }
    if (hashes.isPresent()) {
      requireHash(content.md5(), hashes.get().of(entry.getName()));
    }
    Files.move(aside, aside.resolveSibling(name));
    unpacked.add(name, content.length(), content.sha256());
  }

  private void requireWanted(InstanceIdentity identity) throws BadEntryException {
    if (!identity.seriesUid().equals(series.uid())) {
      throw new BadEntryException(
          "other-series", "it is of series " + SafeName.shown(identity.seriesUid()));
    }
    if (!DicomUid.isValid(identity.sopUid())) {
      throw new BadEntryException("bad-uid", "its SOP Instance UID is none");
    }
    if (sopUids.isPresent() && !sopUids.get().contains(identity.sopUid())) {
      throw new BadEntryException(
          "other-image", "the archive does not count " + identity.sopUid() + " among the series");
    }
  }

  private static void requireHash(String md5, Optional<String> announced) throws BadEntryException {
    if (announced.isEmpty()) {
      throw new BadEntryException("no-md5", "the archive's list has no MD5 hash of it");
    }
    if (!announced.get().equals(md5)) {
      throw new BadEntryException(
          "bad-md5", "its MD5 hash is " + md5 + ", the archive's list has " + announced.get());
    }
  }

  private void requireComplete(UnpackedSeries unpacked) throws ArchiveFault {
    long images = unpacked.images();
    if (images == 0) {
      throw ArchiveFault.content("no-images", "no image of the series came" + otherEntries());
    }
    if (series.images().orElse(images) != images) {
      throw ArchiveFault.content(
          "image-count",
          images
              + " images came, the archive announced "
              + series.images().orElse(0)
              + otherEntries());
    }
    if (sopUids.isPresent() && sopUids.get().size() != images) {
      throw ArchiveFault.content(
          "image-count",
          images + " images came, the archive lists " + sopUids.get().size() + otherEntries());
    }
    if (series.bytes().orElse(unpacked.bytes()) != unpacked.bytes()) {
      throw ArchiveFault.content(
          "byte-count",
          unpacked.bytes()
              + " bytes came, the archive announced "
              + series.bytes().orElse(0)
              + otherEntries());
    }
  }

  private String otherEntries() {
    return rejections.isEmpty() ? "" : "; " + rejections.size() + " entries were rejected";
  }

  private void reject(ZipEntry entry, String code, String detail) {
    String path = series.path() + ".zip!/" + SafeName.shown(entry.getName());
    rejections.add(new Rejection(RejectLevel.FILE, path, series.uid(), "", code, detail));
  }
}
