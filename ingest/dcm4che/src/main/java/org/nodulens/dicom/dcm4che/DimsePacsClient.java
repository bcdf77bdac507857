package org.nodulens.dicom.dcm4che;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.nodulens.datasets.archive.InstanceSink;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsClient;
import org.nodulens.datasets.archive.PacsSeries;
import org.nodulens.datasets.archive.Retrieval;
import org.nodulens.dicom.PixelDecoders;

/** A PACS over dcm4che's network layer. Every call opens its own association and closes it. */
public final class DimsePacsClient implements PacsClient {
  private final Set<String> readSyntaxes;

  /** Asks for the transfer syntaxes that are read here. */
  public DimsePacsClient() {
    this(PixelDecoders.transferSyntaxes());
  }

  DimsePacsClient(Set<String> readSyntaxes) {
    this.readSyntaxes = Set.copyOf(readSyntaxes);
  }

  @Override
  public List<PacsSeries> find(PacsCall pacs, String studyUid) throws IOException {
    return StudyQuery.ask(pacs, studyUid);
  }

  @Override
  public Retrieval fetch(PacsCall pacs, PacsSeries series, InstanceSink sink) throws IOException {
    return new SeriesRetrieval(series, readSyntaxes, sink).from(pacs);
  }

  @Override
  public void store(PacsCall pacs, List<Path> files, StoreListener listener) throws IOException {
    new FileStorage(pacs, listener).store(files);
  }
}
