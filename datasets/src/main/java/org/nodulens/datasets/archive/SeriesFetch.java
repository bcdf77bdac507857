package org.nodulens.datasets.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nodulens.cropset.Rejection;
import org.nodulens.volumeio.FolderTree;

/** Brings one series into the folder: download, unpack, check, move into place. */
final class SeriesFetch {
  private final NbiaApi api;
  private final HttpSource http;
  private final Attempts attempts;
  private final FetchFolder folder;
  private final boolean verify;

  /**
   * For any number of series, on any number of threads.
   *
   * @param verify whether the bytes of series that are there are looked at again
   */
  SeriesFetch(NbiaApi api, HttpSource http, Attempts attempts, FetchFolder folder, boolean verify) {
    this.api = api;
    this.http = http;
    this.attempts = attempts;
    this.folder = folder;
    this.verify = verify;
  }

  /**
   * Fetches a series, if it is not there yet.
   *
   * @throws IOException only where the fault is not the archive's, such as a full disk
   */
  FetchOutcome run(ArchiveSeries announced) throws IOException {
    Optional<SeriesRecord> there = folder.finished(announced);
    if (there.isPresent() && (!verify || folder.isUnchanged(announced, there.get()))) {
      return new FetchOutcome.Kept(there.get(), true, List.of());
    }
    Trial trial = new Trial();
    try {
      return new FetchOutcome.Kept(trial.fetch(announced), false, trial.rejections);
    } catch (ArchiveFault fault) {
      Rejection rejection =
          Rejection.ofSeries(
              announced.path(), announced.uid(), fault.code(), SafeName.shown(fault.reason()));
      boolean passing = fault.kind() == ArchiveFault.Kind.PASSING;
      return new FetchOutcome.Rejected(rejection, passing, trial.rejections);
    }
  }

  /** All attempts at one series; the last one's rejections count. */
  private final class Trial {
    private List<Rejection> rejections = List.of();
    private boolean withHashes = true;

    SeriesRecord fetch(ArchiveSeries announced) throws IOException {
      ArchiveSeries series = api.completed(announced);
      Optional<Set<String>> sopUids = api.sopUids(series.uid());
      Path aside = folder.asideOf(series);
      ZipDownload download = new ZipDownload(http, aside.resolve("series.zip"), series.bytes());
      try {
        return attempts.run(() -> attempt(series, sopUids, download, aside));
      } finally {
        FolderTree.delete(aside);
      }
    }

    private SeriesRecord attempt(
        ArchiveSeries series, Optional<Set<String>> sopUids, ZipDownload download, Path aside)
        throws IOException {
      download(series.uid(), download);
      Path images = aside.resolve("images");
      FolderTree.delete(images);
      Files.createDirectories(images);
      SeriesUnpacker unpacker = new SeriesUnpacker(series, sopUids);
      try {
        UnpackedSeries unpacked = unpacker.unpack(aside.resolve("series.zip"), images);
        SeriesRecord record = SeriesRecord.of(series, unpacked);
        folder.land(series, images, record);
        return record;
      } finally {
        rejections = unpacker.rejections();
      }
    }

    /** A server that knows no hashes is asked for the images alone. */
    private void download(String uid, ZipDownload download) throws IOException {
      try {
        URI uri = withHashes ? api.imagesWithHashes(uid) : api.images(uid);
        download.fetch(uri);
      } catch (ArchiveFault fault) {
        if (!withHashes || !fault.code().equals("not-found")) {
          throw fault;
        }
        withHashes = false;
        download.fetch(api.images(uid));
      }
    }
  }
}
