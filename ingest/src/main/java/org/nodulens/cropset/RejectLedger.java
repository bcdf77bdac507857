package org.nodulens.cropset;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.volumeio.Csv;

/** Writes {@code rejected.csv} row by row, and counts what came in and what was kept. */
public final class RejectLedger implements Closeable {
  private final CSVPrinter rows;
  private final Map<RejectLevel, Long> in = new EnumMap<>(RejectLevel.class);
  private final Map<RejectLevel, Long> kept = new EnumMap<>(RejectLevel.class);
  private final Map<RejectLevel, Long> rejected = new EnumMap<>(RejectLevel.class);
  private final Map<String, Long> codes = new TreeMap<>();

  private RejectLedger(CSVPrinter rows) {
    this.rows = rows;
  }

  /** Starts a ledger in a file, which it replaces. */
  public static RejectLedger create(Path file) throws IOException {
    return start(Csv.printer(file));
  }

  /** Starts a ledger in a stream, which is closed with it. */
  public static RejectLedger create(OutputStream out) throws IOException {
    return start(Csv.printer(out));
  }

  private static RejectLedger start(CSVPrinter rows) throws IOException {
    rows.printRecord("level", "path", "series_uid", "nodule", "code", "detail");
    return new RejectLedger(rows);
  }

  /** Goes on with the counts that a checkpoint kept. */
  static RejectLedger resume(Path file, Checkpoint checkpoint) throws IOException {
    RejectLedger ledger = new RejectLedger(Csv.appender(file, checkpoint.ledgerBytes()));
    for (RejectLevel level : RejectLevel.values()) {
      ledger.in.put(level, checkpoint.counts().getOrDefault(level.text() + "/in", 0L));
      ledger.kept.put(level, checkpoint.counts().getOrDefault(level.text() + "/kept", 0L));
      ledger.rejected.put(level, checkpoint.counts().getOrDefault(level.text() + "/rejected", 0L));
    }
    ledger.codes.putAll(checkpoint.codes());
    return ledger;
  }

  /** For {@link Checkpoint#counts}. */
  Map<String, Long> allCounts() {
    Map<String, Long> all = new TreeMap<>();
    in.forEach((level, count) -> all.put(level.text() + "/in", count));
    kept.forEach((level, count) -> all.put(level.text() + "/kept", count));
    rejected.forEach((level, count) -> all.put(level.text() + "/rejected", count));
    return all;
  }

  void flush() throws IOException {
    rows.flush();
  }

  public void found(RejectLevel level, long count) {
    in.merge(level, count, Long::sum);
  }

  public void kept(RejectLevel level, long count) {
    kept.merge(level, count, Long::sum);
  }

  public void reject(Rejection rejection) throws IOException {
    rejected.merge(rejection.level(), 1L, Long::sum);
    codes.merge(rejection.code(), 1L, Long::sum);
    rows.printRecord(
        rejection.level().text(),
        rejection.path(),
        rejection.seriesUid(),
        rejection.nodule(),
        rejection.code(),
        rejection.detail());
  }

  /**
   * What became of a level's inputs.
   *
   * @throws IllegalStateException if inputs went astray
   */
  public RejectCounts counts(RejectLevel level) {
    return new RejectCounts(
        in.getOrDefault(level, 0L), kept.getOrDefault(level, 0L), rejected.getOrDefault(level, 0L));
  }

  /** How often each code was given, in order of code. A copy. */
  public Map<String, Long> rejectedByCode() {
    return new TreeMap<>(codes);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
